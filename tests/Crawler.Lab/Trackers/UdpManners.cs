using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>How a well-behaved UDP tracker answers (BEP 15); the fake departs from it where a test says so.</summary>
internal sealed class UdpManners(bool v6)
{
    /// <summary>Peers sent when the client leaves the number to us.</summary>
    private const int DefaultPeers = 50;

    private static readonly FakeSwarm Unknown = new();

    private readonly ConcurrentDictionary<long, bool> _connectionIds = new();

    public ConcurrentDictionary<InfoHash, FakeSwarm> Swarms { get; } = new();

    public int Interval { get; set; } = 1800;

    public void ExpireConnectionIds() => _connectionIds.Clear();

    public UdpReply Answer(UdpTrackerPacket packet) => packet switch
    {
        { Action: null } => UdpReply.None,
        { Action: UdpAction.Connect, ConnectionId: UdpTrackerPacket.ProtocolId } => Connected(packet.TransactionId),
        { Action: UdpAction.Connect } => UdpReply.Error(packet.TransactionId, "not the protocol id"),
        _ when !_connectionIds.ContainsKey(packet.ConnectionId) => UdpReply.Error(packet.TransactionId, "Connection ID mismatch."),
        { Announce: { } announce } => Announced(packet.TransactionId, announce),
        { Scrape: { Count: > 0 } swarms } => Scraped(packet.TransactionId, swarms),
        _ => UdpReply.Error(packet.TransactionId, "no such action, or too short"),
    };

    private UdpReply Connected(uint transactionId)
    {
        var id = RandomNumberGenerator.GetBytes(sizeof(long));
        _connectionIds[BinaryPrimitives.ReadInt64BigEndian(id)] = true;
        return UdpReply.Of([.. UdpReply.Head(UdpAction.Connect, transactionId), .. id]);
    }

    private UdpReply Announced(uint transactionId, UdpAnnounceFields announce)
    {
        var swarm = Swarms.GetValueOrDefault(announce.InfoHash, Unknown);
        var peers = swarm.Peers.Where(peer => peer.IsV6 == v6).Take(announce.NumWant < 0 ? DefaultPeers : announce.NumWant);
        return UdpReply.Of(
        [
            .. UdpReply.Head(UdpAction.Announce, transactionId), .. Number(Interval), .. Number(swarm.Leechers),
            .. Number(swarm.Seeders), .. peers.SelectMany(Compact),
        ]);
    }

    private UdpReply Scraped(uint transactionId, IEnumerable<InfoHash> swarms) => UdpReply.Of(
    [
        .. UdpReply.Head(UdpAction.Scrape, transactionId),
        .. swarms.Select(hash => Swarms.GetValueOrDefault(hash, Unknown))
            .SelectMany(swarm => (byte[])[.. Number(swarm.Seeders), .. Number(swarm.Downloaded), .. Number(swarm.Leechers)]),
    ]);

    private static byte[] Compact(PeerEndpoint peer)
    {
        var bytes = new byte[peer.IsV6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4];
        peer.WriteCompact(bytes);
        return bytes;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
