using Crawler.Protocol;
using Crawler.Protocol.Clients;
using Crawler.Storage.Composition;
using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>The last of a batch's bytes: the software of its peers. Left out where no tracker passed an id on, as in batches from before it was there.</summary>
/// <remarks>number of peers, for each: the peer as compact bytes, when, name and version; absent texts are empty.</remarks>
internal static class ClientCodec
{
    /// <summary>Appends them.</summary>
    public static void Write(ByteWriter to, LogBatch batch)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        to.Unsigned((ulong)batch.Clients.Count);
        foreach (var (peer, client, at) in batch.Clients)
        {
            to.Bytes(compact[..peer.WriteCompact(compact)]);
            to.Time(at);
            to.Text(client?.Name ?? "");
            to.Text(client?.Version ?? "");
        }
    }

    /// <summary>The inverse.</summary>
    public static LogBatch Read(ref ByteReader from, LogBatch batch)
    {
        if (from.IsAtEnd) return batch;
        var clients = new PeerClient[from.Count()];
        for (var i = 0; i < clients.Length; i++)
        {
            var compact = from.Bytes();
            var peer = compact.Length switch
            {
                PeerEndpoint.CompactLengthV4 => PeerEndpoint.FromCompactV4(compact),
                PeerEndpoint.CompactLengthV6 => PeerEndpoint.FromCompactV6(compact),
                _ => throw new InvalidDataException("a peer of no known length"),
            };
            var at = from.Time();
            var (name, version) = (from.Text(), from.Text());
            clients[i] = new PeerClient(peer, name.Length == 0 ? null : new ClientName(name, version.Length == 0 ? null : version), at);
        }

        return batch with { Clients = clients };
    }
}
