using System.Buffers.Binary;
using System.Net;
using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>
/// One datagram as it reached a fake UDP tracker, parsed as far as it goes (BEP 15).
/// <code>
/// offset  size
/// 0       8     connection id (the protocol id in a connect)
/// 8       4     action: 0 connect, 1 announce, 2 scrape
/// 12      4     transaction id
/// 16      …     announce: see UdpAnnounceFields; scrape: infohashes of 20 bytes
/// </code>
/// </summary>
public sealed record UdpTrackerPacket
{
    /// <summary>What a connect carries in place of a connection id.</summary>
    public const long ProtocolId = 0x41727101980;

    private const int HeadLength = 16;

    private UdpTrackerPacket(int number, TimeSpan at, IPEndPoint source, byte[] bytes) =>
        (Number, At, Source, Bytes) = (number, at, source, bytes);

    /// <summary>Counted from 1 in the order of arrival.</summary>
    public int Number { get; }

    /// <summary>When it arrived, by a monotonic clock that starts with the tracker.</summary>
    public TimeSpan At { get; }

    /// <summary>Who sent it.</summary>
    public IPEndPoint Source { get; }

    /// <summary>The datagram.</summary>
    public byte[] Bytes { get; }

    /// <summary>Connection id; 0 where the datagram is too short to have one.</summary>
    public long ConnectionId => Bytes.Length >= HeadLength ? BinaryPrimitives.ReadInt64BigEndian(Bytes) : 0;

    /// <summary>Action; null where the datagram is too short.</summary>
    public UdpAction? Action => Bytes.Length >= HeadLength ? (UdpAction)BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(8)) : null;

    /// <summary>Transaction id; 0 where the datagram is too short.</summary>
    public uint TransactionId => Bytes.Length >= HeadLength ? BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(12)) : 0;

    /// <summary>What an announce says; null if this is none.</summary>
    public UdpAnnounceFields? Announce => Action == UdpAction.Announce ? UdpAnnounceFields.Parse(Bytes) : null;

    /// <summary>What a scrape asks for; empty if this is none.</summary>
    public IReadOnlyList<InfoHash> Scrape => Action == UdpAction.Scrape
        ? [.. Bytes.Skip(HeadLength).Chunk(InfoHash.Length).Where(hash => hash.Length == InfoHash.Length).Select(hash => new InfoHash(hash))]
        : [];

    internal static UdpTrackerPacket Parse(int number, TimeSpan at, IPEndPoint source, byte[] bytes) => new(number, at, source, bytes);
}
