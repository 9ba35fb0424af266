using System.Net;
using System.Text;

namespace Crawler.Protocol.Announce;

/// <summary>
/// Reads a peer's address from the text of a dictionary entry (BEP 3). Strict: four decimal numbers or an IPv6 literal,
/// none of the shorthands an operating system accepts (<c>127.1</c>, <c>0x7f.0.0.1</c>, <c>010.0.0.1</c>). A host name is
/// legal in BEP 3 and refused here: a look-up per peer would let a tracker aim our resolver.
/// </summary>
internal static class PeerAddress
{
    private const int LongestV6 = 45; // with an IPv4 tail

    /// <summary>False unless <paramref name="ip"/> is an address; IPv4 costs no allocation.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ip, int port, out PeerEndpoint peer)
    {
        peer = default;
        if (ip.Length is 0 or > LongestV6) return false;
        if (ip.Contains((byte)':')) return TryParseV6(ip, port, out peer);

        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV4];
        for (var i = 0; i < 4; i++)
        {
            var digits = i < 3 ? ip.IndexOf((byte)'.') : ip.Length;
            if (digits is < 1 or > 3 || !TryNumber(ip[..digits], out compact[i])) return false;
            ip = i < 3 ? ip[(digits + 1)..] : default;
        }

        compact[4] = (byte)(port >> 8);
        compact[5] = (byte)port;
        peer = PeerEndpoint.FromCompactV4(compact);
        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> ip, int port, out PeerEndpoint peer)
    {
        peer = default;
        // The framework also takes brackets and scopes, which no peer has.
        if (ip.ContainsAny("[]%/"u8)) return false;
        Span<char> text = stackalloc char[LongestV6];
        text = text[..Encoding.Latin1.GetChars(ip, text)];
        if (!IPAddress.TryParse(text, out var address)) return false;
        peer = PeerEndpoint.From(address, port);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out byte value)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if ((uint)(digit - '0') > 9)
            {
                value = 0;
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        value = (byte)number;
        return number <= byte.MaxValue && (digits[0] != '0' || digits.Length == 1);
    }
}
