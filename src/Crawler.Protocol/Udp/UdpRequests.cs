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
        BinaryPrimitives.WriteUInt64BigEndian(packet, ProtocolId);
        WriteHeader(packet, UdpAction.Connect, transactionId);
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
        // A bare host has no URL data; trackers that know no BEP 41 ignore what follows byte 98.
        var urlData = pathAndQuery == "/" ? [] : Encoding.ASCII.GetBytes(pathAndQuery);
        var chunks = (urlData.Length + MaxUrlDataChunk - 1) / MaxUrlDataChunk;
        var packet = new byte[AnnounceLength + urlData.Length + (2 * chunks)];
        BinaryPrimitives.WriteUInt64BigEndian(packet, connectionId);
        WriteHeader(packet, UdpAction.Announce, transactionId);
        request.InfoHash.CopyTo(packet.AsSpan(16));
        request.PeerId.Bytes.CopyTo(packet.AsSpan(36));
        BinaryPrimitives.WriteInt64BigEndian(packet.AsSpan(56), request.Downloaded);
        BinaryPrimitives.WriteInt64BigEndian(packet.AsSpan(64), request.Left);
        BinaryPrimitives.WriteInt64BigEndian(packet.AsSpan(72), request.Uploaded);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(80), (int)request.Event);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(88), request.Key);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(92), request.NumWant);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(96), (ushort)request.Port);

        var position = AnnounceLength;
        foreach (var chunk in urlData.Chunk(MaxUrlDataChunk))
        {
            packet[position++] = UrlDataOption;
            packet[position++] = (byte)chunk.Length;
            chunk.CopyTo(packet, position);
            position += chunk.Length;
        }

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
        var packet = new byte[16 + (InfoHash.Length * hashes.Length)];
        BinaryPrimitives.WriteUInt64BigEndian(packet, connectionId);
        WriteHeader(packet, UdpAction.Scrape, transactionId);
        for (var i = 0; i < hashes.Length; i++) hashes[i].CopyTo(packet.AsSpan(16 + (InfoHash.Length * i)));
        return packet;
    }

    private static void WriteHeader(byte[] packet, UdpAction action, uint transactionId)
    {
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), (int)action);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(12), transactionId);
    }
}
