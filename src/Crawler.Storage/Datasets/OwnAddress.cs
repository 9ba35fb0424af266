using System.Net;
using Crawler.Protocol;

namespace Crawler.Storage.Datasets;

/// <summary>
/// Keeps where we measured from out of what is published. A reply may name us, and neighbours behind our address: the log has them as
/// they are, so that we recognise ourselves; who reads a data set recognises us by <see cref="Written"/>.
/// </summary>
internal static class OwnAddress
{
    /// <summary>What is written of it: the family alone.</summary>
    public static string Written(byte[] own) => (own.Length == sizeof(uint) ? IPAddress.Any : IPAddress.IPv6Any).ToString();

    /// <summary>Compact peers in hexadecimal, zeros in the place of our addresses.</summary>
    /// <param name="peers">Of one family.</param>
    /// <param name="v6">Whether that is IPv6.</param>
    /// <param name="ours">Addresses of ours, of either family; null for none.</param>
    /// <returns>Null for no peers, since not every format tells an empty text from an absent one.</returns>
    public static string? Hidden(byte[] peers, bool v6, params ReadOnlySpan<byte[]?> ours)
    {
        var length = LengthOf(v6);
        for (var at = 0; at + length <= peers.Length; at += length)
        {
            var address = peers.AsSpan(at, length - sizeof(ushort));
            foreach (var own in ours)
                if (address.SequenceEqual(own)) address.Clear();
        }

        return peers.Length == 0 ? null : Convert.ToHexStringLower(peers);
    }

    /// <summary>The inverse, zeros as they are.</summary>
    /// <exception cref="FormatException">They are no whole peers.</exception>
    public static byte[] Peers(string hex, bool v6)
    {
        var peers = Convert.FromHexString(hex);
        return peers.Length % LengthOf(v6) == 0 ? peers : throw new FormatException($"peers of {LengthOf(v6)} bytes each do not come to {peers.Length}");
    }

    private static int LengthOf(bool v6) => v6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4;
}
