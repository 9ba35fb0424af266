using System.Buffers.Binary;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Udp;

/// <summary>Reads the packets trackers send (BEP 15). Every packet begins with action (4) and transaction id (4).</summary>
public static class UdpReplies
{
    /// <summary>Bytes every packet has.</summary>
    public const int HeaderLength = 8;

    /// <summary>Splits the header off; false if the packet is too short to have one.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> packet, out UdpAction action, out uint transactionId)
    {
        (action, transactionId) = (default, 0);
        if (packet.Length < HeaderLength) return false;
        action = (UdpAction)BinaryPrimitives.ReadInt32BigEndian(packet);
        transactionId = BinaryPrimitives.ReadUInt32BigEndian(packet[4..]);
        return true;
    }

    /// <summary>
    /// <code>
    ///  0  action 0 (4)   4  transaction id (4)   8  connection id (8)
    /// </code>
    /// </summary>
    /// <exception cref="WireFormatException">Too short.</exception>
    public static ulong ReadConnectionId(ReadOnlySpan<byte> packet) => packet.Length >= 16
        ? BinaryPrimitives.ReadUInt64BigEndian(packet[8..])
        : throw TooShort("connect", packet.Length, 16);

    /// <summary>
    /// <code>
    ///  0  action 1 (4)   4  transaction id (4)   8  interval (4)   12  leechers (4)   16  seeders (4)
    /// 20  peers: 6 bytes each over IPv4, 18 over IPv6
    /// </code>
    /// </summary>
    /// <exception cref="WireFormatException">Too short.</exception>
    public static AnnounceReply ReadAnnounce(ReadOnlySpan<byte> packet, bool overV6)
    {
        const int fixedPart = 20;
        if (packet.Length < fixedPart) throw TooShort("announce", packet.Length, fixedPart);
        var size = overV6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4;
        var ragged = (packet.Length - fixedPart) % size;
        var peers = packet[fixedPart..^ragged].ToArray();
        var leechers = BinaryPrimitives.ReadInt32BigEndian(packet[12..]);
        var seeders = BinaryPrimitives.ReadInt32BigEndian(packet[16..]);
        return new AnnounceReply
        {
            Interval = BinaryPrimitives.ReadInt32BigEndian(packet[8..]),
            Incomplete = leechers,
            Complete = seeders,
            Peers = overV6 ? new PeerList([], peers) : new PeerList(peers, []),
            Oddities = (ragged != 0 ? ReplyOddities.RaggedPeers : 0) | (leechers < 0 || seeders < 0 ? ReplyOddities.ImplausibleNumber : 0),
        };
    }

    /// <summary>
    /// <code>
    ///  0  action 2 (4)   4  transaction id (4)   8  { seeders (4)  completed (4)  leechers (4) } × hashes asked for
    /// </code>
    /// Fewer entries than asked for are returned as they are; more than a request can ask for are not read.
    /// </summary>
    public static ScrapeCounts[] ReadScrape(ReadOnlySpan<byte> packet)
    {
        const int size = 12;
        if (packet.Length < HeaderLength) throw TooShort("scrape", packet.Length, HeaderLength);
        var counts = new ScrapeCounts[Math.Min((packet.Length - HeaderLength) / size, UdpRequests.MaxHashesPerScrape)];
        for (var i = 0; i < counts.Length; i++)
        {
            var entry = packet.Slice(HeaderLength + (i * size), size);
            counts[i] = new ScrapeCounts(
                Complete: BinaryPrimitives.ReadInt32BigEndian(entry),
                Incomplete: BinaryPrimitives.ReadInt32BigEndian(entry[8..]),
                Downloaded: BinaryPrimitives.ReadInt32BigEndian(entry[4..]));
        }

        return counts;
    }

    /// <summary>
    /// <code>
    ///  0  action 3 (4)   4  transaction id (4)   8  text
    /// </code>
    /// </summary>
    public static string ReadError(ReadOnlySpan<byte> packet)
    {
        var text = packet.Length <= HeaderLength ? "" : ErrorText.Sanitise(packet[HeaderLength..].TrimEnd((byte)0));
        return text.Length > 0 ? text : "(no reason given)";
    }

    private static WireFormatException TooShort(string what, int length, int expected) =>
        new($"the {what} answer has {length} bytes, at least {expected} are needed");
}
