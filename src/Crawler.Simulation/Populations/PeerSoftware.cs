using System.Text;
using Crawler.Protocol;

namespace Crawler.Simulation.Populations;

/// <summary>
/// Which software peers run: a mix of clients as it might be met today. Who is where decides, so that every tracker says the same of
/// a peer and the dice of the world stay as they are.
/// </summary>
public static class PeerSoftware
{
    /// <summary>Beginnings of peer ids with their shares of peers, in hundredths; the last is of no convention.</summary>
    private static readonly (string Beginning, int Share)[] Mix =
    [
        ("-qB5040-", 24), ("-qB4670-", 14), ("-UT360W-", 14), ("-TR4060-", 13), ("-TR3000-", 5), ("-BC0217-", 7), ("-DE2110-", 7), ("-BI3620-", 5), ("-lt0F70-", 4), ("A2-1-37-0-", 3),
        ("", 4),
    ];

    /// <summary>The id a peer tells trackers.</summary>
    public static PeerId IdOf(PeerEndpoint peer)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        Span<byte> id = stackalloc byte[PeerId.Length];
        var hash = 14695981039346656037UL;
        foreach (var part in compact[..peer.WriteCompact(compact)]) hash = (hash ^ part) * 1099511628211UL; // FNV-1a
        var chosen = hash;
        for (var place = 0; place < id.Length; place++, hash = (hash ^ (ulong)place) * 1099511628211UL) id[place] = (byte)('a' + (hash >> 33) % 26);
        Encoding.ASCII.GetBytes(Beginning((int)((chosen >> 20) % 100)), id);
        return new PeerId(id);
    }

    private static string Beginning(int hundredth)
    {
        foreach (var (beginning, share) in Mix)
        {
            if (hundredth < share) return beginning;
            hundredth -= share;
        }

        return "";
    }
}
