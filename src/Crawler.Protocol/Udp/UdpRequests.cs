using System.Buffers.Binary;
using System.Text;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Udp;

/// <summary>Writes the packets we send (BEP 15, BEP 41). All numbers are in network order.</summary>
public static class UdpRequests
{
    /// <summary>Swarms in one scrape packet (BEP 15).</summary>
    public const int MaxHashesPerScrape = 74;

    /// <summary>Bytes of a connect request.</summary>
    public const int ConnectLength = 16;

    private const ulong ProtocolId = 0x41727101980;
    private const int HeadLength = 16;
    private const int AnnounceLength = 98;
    private const int MaxUrlDataChunk = 255;
    private const byte UrlDataOption = 2;

    /// <summary>
    /// <code>
    ///  0        8       12             16
    /// +--------+--------+--------------+
    /// | 0x41727101980   | action 0     | transaction id
    /// +-----------------+--------------+
    /// </code>
    /// </summary>
    public static byte[] Connect(uint transactionId)
    {
        var packet = new byte[ConnectLength];
        WriteConnect(packet, transactionId);
        return packet;
    }

    /// <summary>
    /// <code>
    ///   0  connection id (8)   8  action 1 (4)     12  transaction id (4)
    ///  16  info hash (20)     36  peer id (20)
    ///  56  downloaded (8)     64  left (8)         72  uploaded (8)
    ///  80  event (4)          84  ip, 0: sender's (4)
    ///  88  key (4)            92  numwant, −1: default (4)
    ///  96  port (2)           98  BEP 41 options: type 2, length, path and query in chunks of ≤ 255
    /// </code>
    /// </summary>
    public static byte[] Announce(ulong connectionId, uint transactionId, AnnounceRequest request, string pathAndQuery)
    {
        var packet = new byte[AnnounceLengthOf(pathAndQuery)];
        WriteAnnounce(packet, connectionId, transactionId, request, pathAndQuery);
        return packet;
    }

    /// <summary>
    /// <code>
    ///   0  connection id (8)   8  action 2 (4)     12  transaction id (4)
    ///  16  info hash (20) × 1–74
    /// </code>
    /// </summary>
    public static byte[] Scrape(ulong connectionId, uint transactionId, ReadOnlySpan<InfoHash> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes.Length, MaxHashesPerScrape, nameof(hashes));
        var packet = new byte[ScrapeLengthOf(hashes.Length)];
        WriteScrape(packet, connectionId, transactionId, hashes);
        return packet;
    }

    /// <summary>Bytes of an announce with this path and query.</summary>
    internal static int AnnounceLengthOf(string pathAndQuery)
    {
        var urlData = UrlDataOf(pathAndQuery).Length;
        return AnnounceLength + urlData + (2 * ((urlData + MaxUrlDataChunk - 1) / MaxUrlDataChunk));
    }

    /// <summary>Bytes of a scrape of so many swarms.</summary>
    internal static int ScrapeLengthOf(int hashes) => HeadLength + (InfoHash.Length * hashes);

    /// <summary>As <see cref="Connect"/>, in place.</summary>
    internal static void WriteConnect(Span<byte> packet, uint transactionId) => WriteHead(packet, ProtocolId, UdpAction.Connect, transactionId);

    /// <summary>As <see cref="Announce"/>, in place: <see cref="AnnounceLengthOf"/> bytes.</summary>
    internal static void WriteAnnounce(Span<byte> packet, ulong connectionId, uint transactionId, AnnounceRequest request, string pathAndQuery)
    {
        WriteHead(packet, connectionId, UdpAction.Announce, transactionId);
        request.InfoHash.CopyTo(packet[16..]);
        request.PeerId.Bytes.CopyTo(packet[36..]);
        BinaryPrimitives.WriteInt64BigEndian(packet[56..], request.Downloaded);
        BinaryPrimitives.WriteInt64BigEndian(packet[64..], request.Left);
        BinaryPrimitives.WriteInt64BigEndian(packet[72..], request.Uploaded);
        BinaryPrimitives.WriteInt32BigEndian(packet[80..], (int)request.Event);
        packet[84..88].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(packet[88..], request.Key);
        BinaryPrimitives.WriteInt32BigEndian(packet[92..], request.NumWant);
        BinaryPrimitives.WriteUInt16BigEndian(packet[96..], (ushort)request.Port);

        var position = AnnounceLength;
        for (var urlData = UrlDataOf(pathAndQuery); !urlData.IsEmpty;)
        {
            var chunk = urlData[..Math.Min(urlData.Length, MaxUrlDataChunk)];
            packet[position++] = UrlDataOption;
            packet[position++] = (byte)chunk.Length;
            position += Encoding.ASCII.GetBytes(chunk, packet[position..]);
            urlData = urlData[chunk.Length..];
        }
    }

    /// <summary>As <see cref="Scrape"/>, in place: <see cref="ScrapeLengthOf"/> bytes.</summary>
    internal static void WriteScrape(Span<byte> packet, ulong connectionId, uint transactionId, ReadOnlySpan<InfoHash> hashes)
    {
        WriteHead(packet, connectionId, UdpAction.Scrape, transactionId);
        for (var i = 0; i < hashes.Length; i++) hashes[i].CopyTo(packet[ScrapeLengthOf(i)..]);
    }

    /// <summary>A bare host has no URL data; trackers that know no BEP 41 ignore what follows byte 98.</summary>
    private static ReadOnlySpan<char> UrlDataOf(string pathAndQuery) => pathAndQuery == "/" ? [] : pathAndQuery;

    private static void WriteHead(Span<byte> packet, ulong connectionId, UdpAction action, uint transactionId)
    {
        BinaryPrimitives.WriteUInt64BigEndian(packet, connectionId);
        BinaryPrimitives.WriteInt32BigEndian(packet[8..], (int)action);
        BinaryPrimitives.WriteUInt32BigEndian(packet[12..], transactionId);
    }
}
