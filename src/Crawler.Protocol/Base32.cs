namespace Crawler.Protocol;

/// <summary>RFC 4648 base32 without padding, either case: the older form of <c>urn:btih:</c> in magnets.</summary>
internal static class Base32
{
    /// <summary>Decodes all of <paramref name="text"/> into all of <paramref name="bytes"/>; false if it does not fit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (text.Length * 5 != bytes.Length * 8) return false;
        uint buffer = 0;
        var bits = 0;
        var written = 0;
        foreach (var symbol in text)
        {
            var value = symbol switch
            {
                >= 'A' and <= 'Z' => symbol - 'A',
                >= 'a' and <= 'z' => symbol - 'a',
                >= '2' and <= '7' => symbol - '2' + 26,
                _ => -1,
            };
            if (value < 0) return false;
            buffer = (buffer << 5) | (uint)value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[written++] = (byte)(buffer >> bits);
        }

        return true;
    }
}
