using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;

namespace Crawler.Benchmarks.Ingest;

/// <summary>Answered announces with the schedules that follow from them, 70 % of their peers known to the aggregate.</summary>
internal sealed class Replies(ZipfSwarms swarms, int campaign)
{
    /// <summary>Peers a reply names on average in a crawl.</summary>
    public const int MeanPeers = 15;

    private const double KnownShare = 0.7;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Answering = IPAddress.Parse("1.1.1.1");

    private readonly TrackerUrl[] _urls = [.. Enumerable.Range(1, ZipfSwarms.Trackers).Select(ZipfSwarms.UrlOf)];
    private readonly Random _random = new(1);
    private long _made;
    private long _newcomers;

    /// <summary>Torrents by size, 15 peers a reply: the common case.</summary>
    public Attempt Common() => Of(swarms.TorrentAt(_random.NextInt64(swarms.Members)), MeanPeers);

    /// <summary>Every row of the aggregate in another torrent: the worst case.</summary>
    public Attempt Worst() => Of(_random.Next(1, swarms.Torrents + 1), 1);

    /// <summary>Batches of one writer over attempts.</summary>
    public LogBatch[] Batches(string writer, int attempts, int size, Func<Attempt> next) =>
    [
        .. Enumerable.Range(1, (attempts + size - 1) / size).Select(sequence => new LogBatch
        {
            Writer = writer,
            Sequence = sequence,
            CampaignId = campaign,
            Entries = [.. Enumerable.Range(0, Math.Min(size, attempts - ((sequence - 1) * size))).Select(_ => Entry(next()))],
        }),
    ];

    private static LogEntry Entry(Attempt attempt) => new(attempt, new TrackerSchedule
    {
        Family = attempt.Family,
        Interval = TimeSpan.FromMinutes(30),
        NotBefore = attempt.At.AddMinutes(15),
        DueAt = attempt.At.AddMinutes(30),
        StartedAcknowledged = true,
    });

    private Attempt Of(int torrent, int peers)
    {
        var compact = new byte[peers * PeerEndpoint.CompactLengthV4];
        var size = swarms.SizeOf(torrent);
        for (var i = 0; i < peers; i++)
        {
            var member = _random.NextDouble() < KnownShare ? _random.NextInt64(size) : size + _newcomers++;
            ZipfSwarms.WriteMember(torrent, member, compact.AsSpan(i * PeerEndpoint.CompactLengthV4));
        }

        return new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = ZipfSwarms.HashOf(torrent),
            Tracker = _urls[ZipfSwarms.TrackerOf(torrent) - 1],
            At = Start.AddTicks(_made++ * 1000),
            Address = Answering,
            Family = AddressFamily.InterNetwork,
            OwnEndpoint = PeerEndpoint.From(Answering, 6881),
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Transmissions = 1,
            BytesReceived = 20 + compact.Length,
            RoundTrip = TimeSpan.FromTicks(_random.Next(50_000, 2_000_000)),
            IntervalAsked = 1800,
            IntervalUsed = TimeSpan.FromMinutes(30),
            Reply = new AnnounceReply { Complete = size / 3, Incomplete = size - (size / 3), Interval = 1800, Peers = new PeerList(compact, []) },
        };
    }
}
