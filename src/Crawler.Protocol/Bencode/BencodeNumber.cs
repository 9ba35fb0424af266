namespace Crawler.Protocol.Bencode;

/// <summary>Reads decimal digits as trackers send them: any length, saturating at 64 bits.</summary>
internal static class BencodeNumber
{
    /// <summary><c>-?[0-9]+</c>, else false.</summary>
    public static bool TryParseSaturating(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        var negative = digits.Length > 0 && digits[0] == '-';
        var magnitude = negative ? digits[1..] : digits;
        if (magnitude.IsEmpty) return false;
        foreach (var digit in magnitude)
        {
            if ((uint)(digit - '0') > 9) return false;
            // Accumulated as a negative number, whose range is one wider.
            value = value < (long.MinValue + (digit - '0')) / 10 ? long.MinValue : (value * 10) - (digit - '0');
        }

        if (!negative) value = value == long.MinValue ? long.MaxValue : -value;
        return true;
    }
}
