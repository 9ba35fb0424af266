using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Storage.Composition;

namespace Crawler.Host.Enriching;

/// <summary>
/// Finds out where the peers of replies are while their addresses are known, and notes it of what is written in their place. Each is
/// looked up once, as long as it is remembered. Used by one writer at a time.
/// </summary>
internal sealed class AddressOrigins(OriginFiles files) : IDisposable
{
    /// <summary>Addresses that are remembered: of more all are forgotten, and looked up once again.</summary>
    private const int Most = 300_000;

    private readonly HashSet<IPAddress> _known = [];

    /// <summary>What is new in some replies.</summary>
    /// <param name="replies">The peers as sent and, in the same order, as they are written.</param>
    public IReadOnlyList<AddressOrigin> Of(IEnumerable<(PeerList AsSent, PeerList Written)> replies)
    {
        var found = new Dictionary<IPAddress, AddressOrigin>();
        foreach (var (asSent, written) in replies)
        {
            foreach (var (peer, shown) in Pairs(asSent, written))
            {
                if (_known.Contains(shown.Address) || found.ContainsKey(shown.Address)) continue;
                var origin = files.Find(peer.Address);
                found[shown.Address] = new AddressOrigin(shown.Address, origin.Country, origin.Asn, origin.AsName);
            }
        }

        return [.. found.Values];
    }

    /// <summary>They are written, or on disk.</summary>
    public void Kept(IReadOnlyList<AddressOrigin> origins)
    {
        if (_known.Count + origins.Count > Most) _known.Clear();
        foreach (var origin in origins) _known.Add(origin.Ip);
    }

    private static IEnumerable<(PeerEndpoint AsSent, PeerEndpoint Written)> Pairs(PeerList asSent, PeerList written)
    {
        var other = written.GetEnumerator();
        foreach (var peer in asSent)
            if (other.MoveNext()) yield return (peer, other.Current);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => files.Dispose();
}
