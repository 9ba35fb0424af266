using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Announce;

/// <summary>
/// Collects the peers of one reply from every form in use: a compact string (BEP 23, BEP 7), a list of dictionaries
/// (BEP 3), a list of compact strings. An entry that cannot be read is skipped and counted.
/// </summary>
internal struct PeerListReader
{
    private byte[]? _v4;
    private byte[]? _v6;
    private List<byte>? _listedV4;
    private List<byte>? _listedV6;
    private List<NamedPeer>? _named;

    /// <summary>Entries left out.</summary>
    public int Skipped { get; private set; }

    /// <summary>Ragged ends and skipped entries.</summary>
    public ReplyOddities Oddities { get; private set; }

    /// <summary>Peers whose ids stand beside them.</summary>
    public readonly IReadOnlyList<NamedPeer> Named => _named ?? (IReadOnlyList<NamedPeer>)[];

    /// <summary>The value of <c>peers</c>.</summary>
    public void ReadPeers(ref BencodeReader reader)
    {
        if (reader.Peek() == BencodeKind.String) _v4 = Whole(reader.ReadString(), PeerEndpoint.CompactLengthV4);
        else ReadList(ref reader);
    }

    /// <summary>The value of <c>peers6</c>.</summary>
    public void ReadPeers6(ref BencodeReader reader)
    {
        if (reader.Peek() == BencodeKind.String) _v6 = Whole(reader.ReadString(), PeerEndpoint.CompactLengthV6);
        else ReadList(ref reader);
    }

    /// <summary>Everything read so far.</summary>
    public readonly PeerList ToList() => new(Join(_v4, _listedV4), Join(_v6, _listedV6));

    private static byte[] Join(byte[]? compact, List<byte>? listed) =>
        listed is null ? compact ?? [] : compact is null ? [.. listed] : [.. compact, .. listed];

    /// <summary>What stands before a ragged end is good.</summary>
    private byte[] Whole(ReadOnlySpan<byte> bytes, int size)
    {
        var ragged = bytes.Length % size;
        if (ragged != 0) Oddities |= ReplyOddities.RaggedPeers;
        return bytes[..^ragged].ToArray();
    }

    private void ReadList(ref BencodeReader reader)
    {
        if (reader.Peek() != BencodeKind.List)
        {
            reader.ReadRawValue();
            Skip();
            return;
        }

        reader.ReadListStart();
        while (!reader.TryReadEnd())
        {
            switch (reader.Peek())
            {
                case BencodeKind.Dictionary: ReadDictionary(ref reader); break;
                case BencodeKind.String: AddCompact(reader.ReadString()); break;
                default: reader.ReadRawValue(); Skip(); break;
            }
        }
    }

    private void ReadDictionary(ref BencodeReader reader)
    {
        ReadOnlySpan<byte> ip = default, id = default;
        long port = -1;
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            if (key.SequenceEqual("ip"u8) && reader.Peek() == BencodeKind.String) ip = reader.ReadString();
            else if (key.SequenceEqual("port"u8)) port = Port(ref reader);
            else if (key.SequenceEqual("peer id"u8) && reader.Peek() == BencodeKind.String) id = reader.ReadString();
            else reader.ReadRawValue();
        }

        if (port is < 0 or > ushort.MaxValue || !PeerAddress.TryParse(ip, (int)port, out var peer))
        {
            Skip();
            return;
        }

        Add(peer);
        if (id.Length == PeerId.Length) (_named ??= []).Add(new NamedPeer(peer, new PeerId(id)));
    }

    private static long Port(ref BencodeReader reader)
    {
        var digits = reader.Peek() switch
        {
            BencodeKind.Integer => reader.ReadIntegerDigits(),
            BencodeKind.String => reader.ReadString(),
            _ => reader.ReadRawValue()[..0],
        };
        return BencodeNumber.TryParseSaturating(digits, out var port) ? port : -1;
    }

    private void AddCompact(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == PeerEndpoint.CompactLengthV4) (_listedV4 ??= []).AddRange(bytes);
        else if (bytes.Length == PeerEndpoint.CompactLengthV6) (_listedV6 ??= []).AddRange(bytes);
        else Skip();
    }

    private void Add(PeerEndpoint peer)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        AddCompact(compact[..peer.WriteCompact(compact)]);
    }

    private void Skip()
    {
        Skipped++;
        Oddities |= ReplyOddities.SkippedPeers;
    }
}
