using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Udp;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Endpoints;

/// <summary>
/// Turns a datagram into the tracker's answer (BEP 15): the UDP side of a tracker without its socket.
/// <code>
/// connect   0 protocol id (8)    8 action 0 (4)   12 transaction id (4)
/// announce  0 connection id (8)  8 action 1 (4)   12 transaction id (4)  16 infohash (20)  36 peer id (20)
///          56 downloaded (8)    64 left (8)       72 uploaded (8)        80 event (4)      84 ip (4)
///          88 key (4)           92 numwant (4)    96 port (2)            98 options (BEP 41), not read
/// scrape    0 connection id (8)  8 action 2 (4)   12 transaction id (4)  16 infohash (20) × 1–74
/// </code>
/// </summary>
/// <param name="tracker">Whom the datagram is for.</param>
/// <param name="keys">Whom connection ids were given to.</param>
internal sealed class UdpDesk(ITracker tracker, UdpConnectionKeys keys)
{
    private const ulong ProtocolId = 0x41727101980;
    private const int HeadLength = 16;
    private const int AnnounceLength = 98;
    private const int ReplyHead = 20;
    private const int MaxDatagram = 65_507;

    /// <summary>The answer; null for a datagram that deserves none.</summary>
    public byte[]? Answer(ReadOnlySpan<byte> packet, IPEndPoint from, DateTimeOffset now)
    {
        if (packet.Length < HeadLength) return null;
        var id = BinaryPrimitives.ReadUInt64BigEndian(packet);
        var action = (UdpAction)BinaryPrimitives.ReadInt32BigEndian(packet[8..]);
        var transaction = packet[12..16];
        if (action == UdpAction.Connect) return id == ProtocolId ? Connected(transaction, keys.Give(from, now)) : null;
        if (!keys.Accepts(id, from, now)) return Error(transaction, "connection id mismatch");
        return action switch
        {
            UdpAction.Announce when packet.Length >= AnnounceLength => Announced(packet, transaction, from, now),
            UdpAction.Scrape when packet.Length >= HeadLength + InfoHash.Length => Scraped(packet, transaction, from, now),
            _ => Error(transaction, "no such action, or too short"),
        };
    }

    private static byte[] Connected(ReadOnlySpan<byte> transaction, ulong id)
    {
        var packet = Packet(UdpAction.Connect, transaction, 16);
        BinaryPrimitives.WriteUInt64BigEndian(packet.AsSpan(8), id);
        return packet;
    }

    private byte[]? Announced(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> transaction, IPEndPoint from, DateTimeOffset now)
    {
        var word = BinaryPrimitives.ReadInt32BigEndian(packet[80..]);
        var request = new AnnounceRequest
        {
            InfoHash = new InfoHash(packet.Slice(16, InfoHash.Length)),
            PeerId = new PeerId(packet.Slice(36, PeerId.Length)),
            Left = BinaryPrimitives.ReadInt64BigEndian(packet[64..]),
            Event = word is > 0 and <= (int)AnnounceEvent.Stopped ? (AnnounceEvent)word : AnnounceEvent.None,
            NumWant = Math.Max(AnnounceRequest.DefaultNumWant, BinaryPrimitives.ReadInt32BigEndian(packet[92..])),
            Port = BinaryPrimitives.ReadUInt16BigEndian(packet[96..]),
        };
        return tracker.Announce(request, from.Address, now) switch
        {
            AnnounceReply reply => Peers(transaction, reply, from.AddressFamily == AddressFamily.InterNetworkV6),
            TrackerRefusal refusal => Error(transaction, refusal.Reason),
            _ => null,
        };
    }

    private byte[]? Scraped(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> transaction, IPEndPoint from, DateTimeOffset now)
    {
        var hashes = new InfoHash[Math.Min((packet.Length - HeadLength) / InfoHash.Length, UdpRequests.MaxHashesPerScrape)];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = new InfoHash(packet.Slice(HeadLength + (i * InfoHash.Length), InfoHash.Length));
        if (tracker.Scrape(hashes, from.AddressFamily, now) is not { } counts) return null;

        var answer = Packet(UdpAction.Scrape, transaction, 8 + (12 * hashes.Length));
        for (var i = 0; i < hashes.Length; i++)
        {
            // This packet has no way to say "not served": 0 it is, as on real trackers.
            var entry = answer.AsSpan(8 + (12 * i));
            BinaryPrimitives.WriteInt32BigEndian(entry, (int)(counts[i]?.Complete ?? 0));
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], (int)(counts[i]?.Downloaded ?? 0));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], (int)(counts[i]?.Incomplete ?? 0));
        }

        return answer;
    }

    private static byte[] Peers(ReadOnlySpan<byte> transaction, AnnounceReply reply, bool overV6)
    {
        var peers = (overV6 ? reply.Peers.CompactV6 : reply.Peers.CompactV4).Span;
        var size = overV6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4;
        peers = peers[..Math.Min(peers.Length, (MaxDatagram - ReplyHead) / size * size)];
        var packet = Packet(UdpAction.Announce, transaction, ReplyHead + peers.Length);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), (int)(reply.Interval ?? 0));
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(12), (int)(reply.Incomplete ?? 0));
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(16), (int)(reply.Complete ?? 0));
        peers.CopyTo(packet.AsSpan(ReplyHead));
        return packet;
    }

    private static byte[] Error(ReadOnlySpan<byte> transaction, string reason)
    {
        var packet = Packet(UdpAction.Error, transaction, 8 + reason.Length);
        Encoding.ASCII.GetBytes(reason, packet.AsSpan(8));
        return packet;
    }

    private static byte[] Packet(UdpAction action, ReadOnlySpan<byte> transaction, int length)
    {
        var packet = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(packet, (int)action);
        transaction.CopyTo(packet.AsSpan(4));
        return packet;
    }
}
