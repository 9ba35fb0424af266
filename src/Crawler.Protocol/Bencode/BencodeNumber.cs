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
            value = Append(value, digit - '0');
        }

        if (!negative) value = value == long.MinValue ? long.MaxValue : -value;
        return true;
    }

    /// <summary>
    /// One more digit behind those in <paramref name="negated"/>, which accumulates as a negative number, whose range is one
    /// wider; saturated at <see cref="long.MinValue"/>.
    /// </summary>
    public static long Append(long negated, int digit) =>
        negated < (long.MinValue + digit) / 10 ? long.MinValue : (negated * 10) - digit;
}
