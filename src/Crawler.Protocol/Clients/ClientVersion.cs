using System.Globalization;

namespace Crawler.Protocol.Clients;

/// <summary>How a client writes its version into four characters of its peer id.</summary>
internal enum VersionStyle
{
    /// <summary>A number each, A for 10 and so on; the last is left out if it is 0.</summary>
    Numbers,

    /// <summary>A number each, the last a mark of the build that says nothing of the version.</summary>
    Three,

    /// <summary>Two numbers of two digits.</summary>
    Pairs,

    /// <summary>Transmission's: one digit and two, until version 4 began to write a digit each.</summary>
    Transmission,
}

/// <summary>Versions as a person writes them, made of what stands in peer ids.</summary>
internal static class ClientVersion
{
    /// <summary>Four characters in a style; null if it does not begin with a number.</summary>
    public static string? Of(VersionStyle style, ReadOnlySpan<byte> text)
    {
        if (style == VersionStyle.Pairs || (style == VersionStyle.Transmission && text[0] < '4')) return Decimal(text, style == VersionStyle.Pairs ? 2 : 1);
        var numbers = new List<int>(text.Length);
        foreach (var letter in style is VersionStyle.Three or VersionStyle.Transmission ? text[..3] : text)
        {
            // A small letter marks what is no release, and ends the version.
            if (char.IsAsciiDigit((char)letter)) numbers.Add(letter - '0');
            else if (char.IsAsciiLetterUpper((char)letter)) numbers.Add(letter - 'A' + 10);
            else break;
        }

        if (numbers.Count > 3 && numbers[3] == 0) numbers.RemoveAt(3);
        return numbers.Count == 0 ? null : string.Join('.', numbers.Select(Text));
    }

    /// <summary>Numbers of one or two digits, each with a dash behind it, until two dashes; null if that is not what it is.</summary>
    public static string? Dashed(ReadOnlySpan<byte> text)
    {
        var numbers = new List<string>(3);
        while (numbers.Count < 4)
        {
            var digits = 0;
            while (digits < 2 && char.IsAsciiDigit((char)text[digits])) digits++;
            if (digits == 0 || text[digits] != '-') break;
            numbers.Add(Text(Number(text[..digits])));
            text = text[(digits + 1)..];
        }

        return numbers.Count >= 2 ? string.Join('.', numbers) : null;
    }

    /// <summary>Up to three numbers of one or two digits with dots between, up to whatever follows: an address would not fit in.</summary>
    public static string? Written(ReadOnlySpan<byte> text)
    {
        var numbers = new List<string>(3);
        while (numbers.Count < 3)
        {
            var digits = 0;
            while (digits < text.Length && char.IsAsciiDigit((char)text[digits])) digits++;
            if (digits is 0 or > 2) break;
            numbers.Add(Text(Number(text[..digits])));
            if (digits == text.Length || text[digits] != '.') break;
            text = text[(digits + 1)..];
        }

        return numbers.Count == 0 ? null : string.Join('.', numbers);
    }

    /// <summary>A byte each.</summary>
    public static string Bytes(byte major, byte minor) => $"{Text(major)}.{minor.ToString("00", CultureInfo.InvariantCulture)}";

    /// <summary>A number of so many digits and one of the two that follow, written as they are; null if they are no digits.</summary>
    private static string? Decimal(ReadOnlySpan<byte> text, int digits)
    {
        foreach (var letter in text[..(digits + 2)])
            if (!char.IsAsciiDigit((char)letter)) return null;
        return $"{Text(Number(text[..digits]))}.{Number(text.Slice(digits, 2)).ToString("00", CultureInfo.InvariantCulture)}";
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
