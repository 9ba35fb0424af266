using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Crawler.Storage.Reports;

namespace Crawler.Storage.Tests.Stores;

/// <summary>A log that is random, the same for the same seed, and what its reports must be, counted by hand.</summary>
internal sealed class RandomLog
{
    private static readonly TrackerUrl[] Urls =
        [Some.Tracker, Some.OtherTracker, Some.SecretTracker, TrackerUrl.Parse("udp://[2001:db8::7]:80/announce")];

    private static readonly AttemptOutcome[] Failures =
        [AttemptOutcome.Refused, AttemptOutcome.Timeout, AttemptOutcome.DnsFailed, AttemptOutcome.Unknown];

    private readonly Random _random;

    public RandomLog(int seed)
    {
        _random = new Random(seed);
        var sequences = new Dictionary<string, long>();
        for (var i = 0; i < 40; i++)
        {
            var writer = $"writer {_random.Next(3)}";
            sequences[writer] = sequences.GetValueOrDefault(writer) + _random.Next(1, 3);
            Batches.Add(Some.Batch(writer, sequences[writer], [.. Enumerable.Range(0, _random.Next(12)).Select(j => Attempt(i * 100 + j))]));
        }
    }

    public List<LogBatch> Batches { get; } = [];

    private IEnumerable<Attempt> Attempts => Batches.SelectMany(batch => batch.Entries).Select(entry => entry.Attempt);

    /// <summary>By infohash, trackers by name.</summary>
    public List<TorrentReport> Torrents() =>
    [
        .. Attempts.GroupBy(attempt => attempt.InfoHash).OrderBy(torrent => torrent.Key).Select(torrent => new TorrentReport
        {
            InfoHash = torrent.Key,
            DistinctPeers = Distinct(torrent),
            Trackers =
            [
                .. torrent.GroupBy(attempt => attempt.Tracker).Select(Pair).OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal),
            ],
        }),
    ];

    /// <summary>By name.</summary>
    public List<TrackerReport> Trackers() =>
    [
        .. Attempts.GroupBy(attempt => attempt.Tracker).Select(tracker =>
        {
            var error = tracker.Where(attempt => !attempt.Succeeded && attempt.Outcome != AttemptOutcome.Unknown).MaxBy(attempt => attempt.At);
            return new TrackerReport
            {
                Tracker = tracker.Key.ToString(),
                Attempts = tracker.Count(),
                Successes = tracker.Count(attempt => attempt.Succeeded),
                Unknown = tracker.Count(attempt => attempt.Outcome == AttemptOutcome.Unknown),
                LastSuccessAt = tracker.Where(attempt => attempt.Succeeded).Max(attempt => (DateTimeOffset?)attempt.At),
                LastErrorAt = error?.At,
                LastError = error?.ErrorText,
                Latency = Quantiles([.. tracker.Where(attempt => attempt.RoundTrip is not null).Select(attempt => attempt.RoundTrip!.Value).Order()]),
            };
        }).OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal),
    ];

    private static TorrentTrackerReport Pair(IGrouping<TrackerUrl, Attempt> pair)
    {
        var last = pair.MaxBy(attempt => attempt.At)!;
        var claim = pair.Where(attempt => attempt.Reply is { Complete: not null } or { Incomplete: not null }).MaxBy(attempt => attempt.At);
        return new TorrentTrackerReport
        {
            Tracker = pair.Key.ToString(),
            Attempts = pair.Count(),
            Successes = pair.Count(attempt => attempt.Succeeded),
            LastAttemptAt = last.At,
            LastOutcome = last.Outcome,
            LastError = last.ErrorText,
            Seeders = claim?.Reply!.Complete,
            Leechers = claim?.Reply!.Incomplete,
            ClaimedAt = claim?.At,
            Downloaded = pair.Where(attempt => attempt.Reply?.Downloaded is not null).MaxBy(attempt => attempt.At)?.Reply!.Downloaded,
            DistinctPeers = Distinct(pair),
        };
    }

    private static long Distinct(IEnumerable<Attempt> attempts) =>
        attempts.SelectMany(attempt => attempt.Reply?.Peers.ToArray() ?? []).Distinct().LongCount();

    /// <summary>Round trips are multiples of a bucket less a microsecond, so that the histogram loses nothing.</summary>
    private static Latency? Quantiles(TimeSpan[] sorted) => sorted.Length == 0 ? null : new Latency(
        sorted.Length, sorted[Rank(sorted.Length, 0.5)], sorted[Rank(sorted.Length, 0.95)], sorted[^1]);

    private static int Rank(int count, double share) => (int)Math.Ceiling(count * share) - 1;

    private Attempt Attempt(int microsecond)
    {
        var attempt = Some.Announce(0) with
        {
            InfoHash = Some.Hash(_random.Next(6)),
            Tracker = Urls[_random.Next(Urls.Length)],
            // Not in the order of the log, and never twice the same.
            At = Some.At(_random.Next(1000) + microsecond / 1e6),
            RoundTrip = TimeSpan.FromMicroseconds(100 * _random.Next(1, 500) - 1),
        };
        if (_random.Next(4) == 0)
        {
            return attempt with { RoundTrip = null, Reply = null, Outcome = Failures[_random.Next(Failures.Length)], ErrorText = $"error {_random.Next(100)}" };
        }

        return attempt with
        {
            Reply = new AnnounceReply
            {
                Complete = Maybe(),
                Incomplete = Maybe(),
                Downloaded = Maybe(),
                Peers = Some.Peers([.. Enumerable.Range(0, _random.Next(30)).Select(_ => Peer())]),
            },
        };
    }

    private long? Maybe() => _random.Next(2) == 0 ? null : _random.Next(5);

    private PeerEndpoint Peer() => _random.Next(4) == 0 ? Some.V6(_random.Next(20), _random.Next(2)) : Some.V4(_random.Next(40), _random.Next(2));
}
