using System.Text;

namespace Crawler.Protocol;

/// <summary>Percent encoding of raw bytes (RFC 3986): what announce URLs need, and how we print bytes to people.</summary>
public static class PercentEncoding
{
    private const string UpperHex = "0123456789ABCDEF";

    /// <summary>Unreserved characters stay, every other byte becomes <c>%XX</c>; never <c>+</c>.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length * 2);
        Append(text, bytes);
        return text.ToString();
    }

    /// <summary>As <see cref="Encode"/>, appended to <paramref name="text"/>.</summary>
    public static void Append(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
                text.Append((char)value);
            else
                text.Append('%').Append(UpperHex[value >> 4]).Append(UpperHex[value & 15]);
        }
    }

    /// <summary>Text (UTF-8) with <c>%XX</c> escapes to bytes; false if an escape is broken. <c>+</c> stays a plus.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.ToArray());
        var written = 0;
        bytes = [];
        for (var read = 0; read < utf8.Length; read++)
        {
            if (utf8[read] != '%')
            {
                utf8[written++] = utf8[read];
                continue;
            }

            if (read + 2 >= utf8.Length) return false;
            var (high, low) = ((char)utf8[read + 1], (char)utf8[read + 2]);
            if (!char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low)) return false;
            utf8[written++] = (byte)((HexValue(high) << 4) | HexValue(low));
            read += 2;
        }

        bytes = utf8[..written];
        return true;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
