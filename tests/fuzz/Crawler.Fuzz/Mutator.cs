namespace Crawler.Fuzz;

/// <summary>
/// Breaks inputs, seedably. Half of the mutations know nothing (bits, bytes, slices); half know what the formats are made
/// of: lengths, numbers, openings and ends, keys.
/// </summary>
internal sealed class Mutator(ulong seed, IReadOnlyList<byte[]> seeds)
{
    private const int Longest = 64 * 1024;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "d", "l", "e", "i", ":", "0:", "1:", "i0e", "i-1e", "i-0e", "i9223372036854775808e", "99999999999999999999", "4294967296:", "de", "le", "lll", "d1:a", "ip", "port", "5:peers", "6:peers6", "8:interval",
            "14:failure reason", "4:info", "12:meta versioni2e", "13:announce-list", "9:file tree", "0:d", "6:lengthi-1e", "{", "}", "[", "]", "\"", "\\ud800", "hex:", "raw:", "null", "1e999", "-", "%", "%00", "://", "?", "&", "=", "<", ">",
            "<!--", "<style", "</", "\u00ff", "\u001b", "\u00e2\u0080\u00ae", "\0", "xn--", "[::1]", "@", "#",
        }.Select(System.Text.Encoding.Latin1.GetBytes),
    ];

    private ulong _state = (seed * 0x9E3779B97F4A7C15) | 1;

    /// <summary>A seed, broken one to eight times.</summary>
    public byte[] Next()
    {
        var input = seeds[Below(seeds.Count)];
        for (var times = 1 + Below(Below(8) + 1); times > 0; times--) input = Mutate(input);
        return input;
    }

    private byte[] Mutate(byte[] input)
    {
        var at = Below(input.Length + 1);
        var end = at + Below(Math.Min(input.Length - at, 64) + 1);
        return Below(12) switch
        {
            0 when at < input.Length => With(input, at, (byte)(input[at] ^ (1 << Below(8)))),
            1 when at < input.Length => With(input, at, (byte)Below(256)),
            2 => [.. input[..at], (byte)Below(256), .. input[at..]],
            3 => [.. input[..at], .. input[end..]],
            4 => input[..at],
            5 => [.. input[..end], .. input[at..]],
            6 when seeds[Below(seeds.Count)] is var other => [.. input[..at], .. other[Below(other.Length + 1)..]],
            7 when Below(200) == 0 && end > at => Repeated(input, at, end),
            8 when DigitsFrom(input, at) is var (from, to) && to > from => [.. input[..from], .. Number(), .. input[to..]],
            9 when at < input.Length => With(input, at, Tokens[Below(Tokens.Length)][0]),
            _ => [.. input[..at], .. Tokens[Below(Tokens.Length)], .. input[at..]],
        };
    }

    /// <summary>A slice many times over: deep nesting, long lists, endless tags.</summary>
    private byte[] Repeated(byte[] input, int at, int end)
    {
        var times = 1 + Below((Longest - Math.Min(input.Length, Longest - 1)) / (end - at) + 1);
        var output = new byte[input.Length + ((end - at) * times)];
        input.AsSpan(0, end).CopyTo(output);
        for (var i = 0; i < times; i++) input.AsSpan(at, end - at).CopyTo(output.AsSpan(end + (i * (end - at))));
        input.AsSpan(end).CopyTo(output.AsSpan(end + (times * (end - at))));
        return output;
    }

    private static (int From, int To) DigitsFrom(byte[] input, int at)
    {
        while (at < input.Length && (uint)(input[at] - '0') > 9) at++;
        var end = at;
        while (end < input.Length && (uint)(input[end] - '0') <= 9) end++;
        return (at, end);
    }

    private byte[] Number() => System.Text.Encoding.ASCII.GetBytes(Below(4) switch
    {
        0 => Below(20).ToString(),
        1 => Below(100_000).ToString(),
        2 => Random().ToString(),
        _ => "-" + Below(20),
    });

    private static byte[] With(byte[] input, int at, byte value)
    {
        byte[] output = [.. input];
        output[at] = value;
        return output;
    }

    private int Below(int limit) => (int)(((Random() >> 32) * (ulong)limit) >> 32);

    /// <summary>xorshift64*.</summary>
    private ulong Random()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return _state * 0x2545F4914F6CDD1D;
    }
}
