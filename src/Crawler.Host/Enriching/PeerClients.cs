using Crawler.Privacy;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Clients;
using Crawler.Storage.Composition;

namespace Crawler.Host.Enriching;

/// <summary>
/// Notes which software peers say they are, where a tracker passes their ids on: by what is written in a peer's place, and of the id
/// nothing but the client. Who says the same again, as long as it is remembered, is passed over. Used by one writer at a time.
/// </summary>
internal sealed class PeerClients(IAddressMap map)
{
    /// <summary>Peers that are remembered: of more all are forgotten, and written once again.</summary>
    private const int Most = 300_000;

    private readonly Dictionary<PeerEndpoint, ClientName?> _known = [];

    /// <summary>What is new in some attempts.</summary>
    public IReadOnlyList<PeerClient> Of(IEnumerable<Attempt> attempts)
    {
        var said = new Dictionary<PeerEndpoint, PeerClient>();
        foreach (var attempt in attempts)
        {
            foreach (var (peer, id) in attempt.Reply?.Named ?? [])
            {
                if (peer == attempt.OwnEndpoint) continue;
                var written = map.Map(peer);
                var client = ClientName.Of(id);
                if (said.TryGetValue(written, out var before) ? before.At > attempt.At : _known.TryGetValue(written, out var known) && known == client) continue;
                said[written] = new PeerClient(written, client, attempt.At);
            }
        }

        return [.. said.Values];
    }

    /// <summary>They are written, or on disk.</summary>
    public void Kept(IReadOnlyList<PeerClient> clients)
    {
        if (_known.Count + clients.Count > Most) _known.Clear();
        foreach (var client in clients) _known[client.Peer] = client.Client;
    }
}
