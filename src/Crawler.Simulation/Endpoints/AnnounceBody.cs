using System.Buffers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Scrape;

namespace Crawler.Simulation.Endpoints;

/// <summary>Writes the body of HTTP answers (BEP 3, 7, 23, 48), keys in order. What is null is left out.</summary>
internal static class AnnounceBody
{
    /// <summary>Peers, or a failure reason.</summary>
    public static ReadOnlyMemory<byte> Of(AnnounceAnswer answer)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BencodeWriter(output);
        writer.WriteDictionaryStart();
        var reply = answer as AnnounceReply;
        Integer("complete", reply?.Complete);
        Integer("downloaded", reply?.Downloaded);
        if (answer is TrackerRefusal refusal)
        {
            writer.WriteString("failure reason"u8);
            writer.WriteString(refusal.Reason);
        }

        Integer("incomplete", reply?.Incomplete);
        Integer("interval", answer.Interval);
        Integer("min interval", answer.MinInterval);
        if (reply is not null)
        {
            if (reply.Named.Count > 0) Dictionaries(reply.Named);
            else Bytes("peers"u8, reply.Peers.CompactV4.Span);
            if (reply.Named.Count == 0 && reply.Peers.CountV6 > 0) Bytes("peers6"u8, reply.Peers.CompactV6.Span);
            if (reply.TrackerId is { } id) Bytes("tracker id"u8, id.Bytes);
        }

        writer.WriteEnd();
        return output.WrittenMemory;

        void Integer(string key, long? value)
        {
            if (value is not { } number) return;
            writer.WriteString(key);
            writer.WriteInteger(number);
        }

        void Dictionaries(IReadOnlyList<NamedPeer> peers)
        {
            writer.WriteString("peers"u8);
            writer.WriteListStart();
            foreach (var (peer, id) in peers)
            {
                writer.WriteDictionaryStart();
                writer.WriteString("ip"u8);
                writer.WriteString(peer.Address.ToString());
                Bytes("peer id"u8, id.Bytes);
                Integer("port", peer.Port);
                writer.WriteEnd();
            }

            writer.WriteEnd();
        }

        void Bytes(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            writer.WriteString(key);
            writer.WriteString(value);
        }
    }

    /// <summary><c>files</c> by infohash; swarms without counts are left out.</summary>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<InfoHash> hashes, IReadOnlyList<ScrapeCounts?> counts)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new BencodeWriter(output);
        writer.WriteDictionaryStart();
        writer.WriteString("files"u8);
        writer.WriteDictionaryStart();
        foreach (var (hash, claimed) in hashes.Zip(counts).OrderBy(pair => pair.First).DistinctBy(pair => pair.First))
        {
            if (claimed is null) continue;
            writer.WriteString(hash.ToArray());
            writer.WriteDictionaryStart();
            Count("complete"u8, claimed.Complete);
            Count("downloaded"u8, claimed.Downloaded);
            Count("incomplete"u8, claimed.Incomplete);
            writer.WriteEnd();
        }

        writer.WriteEnd();
        writer.WriteEnd();
        return output.WrittenMemory;

        void Count(ReadOnlySpan<byte> key, long? value)
        {
            if (value is not { } number) return;
            writer.WriteString(key);
            writer.WriteInteger(number);
        }
    }
}
