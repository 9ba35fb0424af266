using System.Buffers.Binary;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Lab.Trackers;

/// <summary>
/// What a UDP announce says (BEP 15), and the options behind it (BEP 41).
/// <code>
/// 16 infohash (20)   36 peer id (20)   56 downloaded (8)  64 left (8)   72 uploaded (8)
/// 80 event (4)       84 ip (4)         88 key (4)         92 num_want (4)  96 port (2)
/// 98 options: 0 end | 1 padding | 2 length(1) URL data
/// </code>
/// </summary>
public sealed record UdpAnnounceFields
{
    private const int Length = 98;

    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>20 bytes.</summary>
    public required byte[] PeerId { get; init; }

    /// <summary>Bytes.</summary>
    public required long Downloaded { get; init; }

    /// <summary>Bytes.</summary>
    public required long Left { get; init; }

    /// <summary>Bytes.</summary>
    public required long Uploaded { get; init; }

    /// <summary>Where the peer is in its session.</summary>
    public required AnnounceEvent Event { get; init; }

    /// <summary>IPv4 address as a number; 0 means the sender's.</summary>
    public required uint Ip { get; init; }

    /// <summary>Survives changes of address.</summary>
    public required uint Key { get; init; }

    /// <summary>Peers wanted; −1 leaves it to the tracker.</summary>
    public required int NumWant { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Everything behind the fields.</summary>
    public required byte[] RawOptions { get; init; }

    /// <summary>The chunks of URL data as they came, each at most 255 bytes.</summary>
    public required IReadOnlyList<byte[]> UrlDataChunks { get; init; }

    /// <summary>The chunks put together: path and query.</summary>
    public string UrlData => Encoding.Latin1.GetString([.. UrlDataChunks.SelectMany(chunk => chunk)]);

    internal static UdpAnnounceFields? Parse(byte[] packet) => packet.Length < Length ? null : new UdpAnnounceFields
    {
        InfoHash = new InfoHash(packet.AsSpan(16, InfoHash.Length)),
        PeerId = packet[36..56],
        Downloaded = BinaryPrimitives.ReadInt64BigEndian(packet.AsSpan(56)),
        Left = BinaryPrimitives.ReadInt64BigEndian(packet.AsSpan(64)),
        Uploaded = BinaryPrimitives.ReadInt64BigEndian(packet.AsSpan(72)),
        Event = (AnnounceEvent)BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(80)),
        Ip = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(84)),
        Key = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(88)),
        NumWant = BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(92)),
        Port = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(96)),
        RawOptions = packet[Length..],
        UrlDataChunks = UrlDataIn(packet[Length..]),
    };

    private static List<byte[]> UrlDataIn(byte[] options)
    {
        var chunks = new List<byte[]>();
        for (var at = 0; at < options.Length && options[at] != 0;)
        {
            if (options[at] == 1)
            {
                at++;
                continue;
            }

            if (at + 2 > options.Length || at + 2 + options[at + 1] > options.Length)
                throw new FormatException($"BEP 41 option {options[at]} at {at} runs past the end of the packet");
            if (options[at] == 2) chunks.Add(options[(at + 2)..(at + 2 + options[at + 1])]);
            at += 2 + options[at + 1];
        }

        return chunks;
    }
}
