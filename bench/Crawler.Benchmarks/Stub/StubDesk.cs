using System.Buffers.Binary;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Benchmarks.Stub;

/// <summary>
/// What a stub tracker says to a datagram (BEP 15). It believes everything it is told except the connection id, which must
/// be the one it gave that address. One thread's own.
/// </summary>
internal sealed class StubDesk(StubOptions options, SwarmSizeLaw law, StubShared shared, ulong dice)
{
    /// <summary>No answer is longer.</summary>
    public const int LongestReply = AnnounceHead + (1_000 * StubSwarm.PeerLength);

    private const ulong ProtocolId = 0x41727101980;
    private const int AnnounceHead = 20;
    private const int ScrapeEntry = 12;
    private const int MostHashes = 74;

    private ulong _dice = dice;

    /// <summary>What this desk has done; read by others while it works, so perhaps a little behind.</summary>
    public StubCounts Counts { get; private set; }

    /// <summary>Answers one datagram.</summary>
    /// <param name="request">The datagram.</param>
    /// <param name="source">The caller's IPv4 address.</param>
    /// <param name="tracker">The place it came to.</param>
    /// <param name="reply">Room for <see cref="LongestReply"/>.</param>
    /// <param name="now">Microseconds since 1970.</param>
    /// <returns>Bytes to send back; 0 for silence.</returns>
    public int Answer(ReadOnlySpan<byte> request, uint source, int tracker, Span<byte> reply, long now)
    {
        if (request.Length < 16) return 0;
        var connection = BinaryPrimitives.ReadUInt64BigEndian(request);
        var action = BinaryPrimitives.ReadUInt32BigEndian(request[8..]);
        var silent = shared.IsBlackHole(tracker);
        request.Slice(8, 8).CopyTo(reply);
        switch (action)
        {
            case 0 when connection == ProtocolId:
                Counts += new StubCounts(1, 0, 0, 0, 0, 0);
                if (silent) Note(default, tracker, request, AskedKind.Connect, now);
                BinaryPrimitives.WriteUInt64BigEndian(reply[8..], IdOf(source));
                return silent ? 0 : 16;
            case 1 when request.Length >= 98:
                if (silent) return Ignore(request, tracker, now);
                return connection == IdOf(source) ? Announce(request, tracker, reply, now) : Refuse(reply);
            case 2 when !silent:
                return connection == IdOf(source) ? Scrape(request, reply) : Refuse(reply);
            default:
                return 0;
        }
    }

    private static AnnounceEvent EventOf(ReadOnlySpan<byte> request) => (AnnounceEvent)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(request[80..]), 3u);

    private static int Refuse(Span<byte> reply)
    {
        BinaryPrimitives.WriteUInt32BigEndian(reply, 3);
        var text = "Connection ID missing."u8;
        text.CopyTo(reply[8..]);
        return 8 + text.Length;
    }

    private ulong IdOf(uint source) => Mix.Of(source ^ shared.Secret);

    private int Ignore(ReadOnlySpan<byte> request, int tracker, long now)
    {
        var leaves = EventOf(request) == AnnounceEvent.Stopped;
        Counts += new StubCounts(0, leaves ? 0 : 1, 0, leaves ? 1 : 0, 0, 0);
        Note(new InfoHash(request.Slice(16, InfoHash.Length)), tracker, request, AskedKind.Announce, now);
        return 0;
    }

    private int Announce(ReadOnlySpan<byte> request, int tracker, Span<byte> reply, long now)
    {
        var hash = request.Slice(16, InfoHash.Length);
        var leaves = EventOf(request) == AnnounceEvent.Stopped;
        var swarm = StubSwarm.Of(hash, law);
        var asked = BinaryPrimitives.ReadInt32BigEndian(request[92..]);
        var wanted = leaves ? 0 : asked < 0 ? 50 : asked;
        var count = swarm.Sample(Math.Min(wanted, options.MostPeers), ref _dice, reply[AnnounceHead..]);
        var peers = reply.Slice(AnnounceHead, count * StubSwarm.PeerLength);
        var seeders = swarm.Size / 3;
        var serial = shared.NextSerial();
        BinaryPrimitives.WriteInt32BigEndian(reply[8..], options.Interval);
        BinaryPrimitives.WriteInt32BigEndian(reply[12..], shared.Log is null ? swarm.Size - seeders : serial);
        BinaryPrimitives.WriteInt32BigEndian(reply[16..], seeders);
        Counts += new StubCounts(0, leaves ? 0 : 1, leaves ? 0 : 1, leaves ? 1 : 0, 0, count);
        if (shared.Log is not null)
        {
            shared.Log.Add(new Answer(
                now, serial, tracker, new InfoHash(hash), TransactionOf(request), KeyOf(request), Mix.Of(peers), count, AskedKind.Announce, EventOf(request), options.Interval));
        }

        return AnnounceHead + peers.Length;
    }

    private int Scrape(ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Counts += new StubCounts(0, 0, 0, 0, 1, 0);
        var hashes = Math.Min((request.Length - 16) / InfoHash.Length, MostHashes);
        for (var i = 0; i < hashes; i++)
        {
            var swarm = StubSwarm.Of(request.Slice(16 + (i * InfoHash.Length), InfoHash.Length), law);
            var entry = reply.Slice(8 + (i * ScrapeEntry), ScrapeEntry);
            BinaryPrimitives.WriteInt32BigEndian(entry, swarm.Size / 3);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], swarm.Size * 2);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], swarm.Size - (swarm.Size / 3));
        }

        return 8 + (hashes * ScrapeEntry);
    }

    private void Note(InfoHash infoHash, int tracker, ReadOnlySpan<byte> request, AskedKind kind, long now)
    {
        var isAnnounce = kind == AskedKind.Announce;
        shared.Log?.Add(new Answer(
            now, 0, tracker, infoHash, TransactionOf(request), isAnnounce ? KeyOf(request) : 0, 0, 0, kind, isAnnounce ? EventOf(request) : AnnounceEvent.None, 0));
    }

    private static uint TransactionOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadUInt32BigEndian(request[12..]);

    private static uint KeyOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadUInt32BigEndian(request[88..]);
}
