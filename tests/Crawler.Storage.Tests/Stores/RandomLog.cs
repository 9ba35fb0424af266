using System.Net;
using System.Net.Sockets;
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
        [AttemptOutcome.Refused, AttemptOutcome.Timeout, AttemptOutcome.DnsFailed, AttemptOutcome.Unknown, AttemptOutcome.NoAddress];

    private static readonly AddressFamily[] Families = [AddressFamily.Unspecified, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private static readonly IPAddress?[] Addresses = [null, Some.PublicAddress, IPAddress.Parse("10.0.0.1")];

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
                .. torrent.GroupBy(attempt => attempt.Tracker).SelectMany(Reported).Select(Session)
                    .OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal).ThenBy(tracker => tracker.Family),
            ],
        }),
    ];

    /// <summary>By name.</summary>
    public List<TrackerReport> Trackers() =>
    [
        .. Attempts.GroupBy(attempt => attempt.Tracker).SelectMany(Reported).Select(tracker =>
        {
            var error = tracker.Where(attempt => !attempt.Succeeded && !SaysNothing(attempt)).MaxBy(attempt => attempt.At);
            return new TrackerReport
            {
                Tracker = tracker.First().Tracker.ToString(),
                Family = tracker.Key == AddressFamily.Unspecified ? null : tracker.Key,
                Attempts = tracker.Count(),
                Successes = tracker.Count(attempt => attempt.Succeeded),
                Unknown = tracker.Count(SaysNothing),
                LastSuccessAt = tracker.Where(attempt => attempt.Succeeded).Max(attempt => (DateTimeOffset?)attempt.At),
                LastErrorAt = error?.At,
                LastError = error?.ErrorText,
                Latency = Quantiles([.. tracker.Where(attempt => attempt.RoundTrip is not null).Select(attempt => attempt.RoundTrip!.Value).Order()]),
                Bogons = tracker.Sum(Bogons),
            };
        }).OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal).ThenBy(tracker => tracker.Family),
    ];

    /// <summary>By family, those measured before those the host lacks.</summary>
    private static IEnumerable<IGrouping<AddressFamily, Attempt>> Reported(IEnumerable<Attempt> tracker)
    {
        var families = tracker.GroupBy(attempt => attempt.Family).ToList();
        var measured = families.FindAll(family => family.Any(attempt => attempt.Outcome != AttemptOutcome.NoAddress));
        return measured.Count > 0 ? measured : families;
    }

    private static TorrentTrackerReport Session(IGrouping<AddressFamily, Attempt> family)
    {
        var pair = family.Where(attempt => attempt.Outcome != AttemptOutcome.NoAddress).ToList();
        var last = pair.MaxBy(attempt => attempt.At);
        var claim = pair.Where(attempt => attempt.Reply is { Complete: not null } or { Incomplete: not null }).MaxBy(attempt => attempt.At);
        return new TorrentTrackerReport
        {
            Tracker = family.First().Tracker.ToString(),
            Family = family.Key == AddressFamily.Unspecified ? null : family.Key,
            Attempts = pair.Count,
            Successes = pair.Count(attempt => attempt.Succeeded),
            Unknown = pair.Count(attempt => attempt.Outcome == AttemptOutcome.Unknown),
            LastAttemptAt = last?.At,
            LastOutcome = last?.Outcome,
            LastError = last?.ErrorText,
            Seeders = claim?.Reply!.Complete,
            Leechers = claim?.Reply!.Incomplete,
            ClaimedAt = claim?.At,
            Downloaded = pair.Where(attempt => attempt.Reply?.Downloaded is not null).MaxBy(attempt => attempt.At)?.Reply!.Downloaded,
            DistinctPeers = Distinct(pair),
            Bogons = pair.Sum(Bogons),
        };
    }

    private static bool SaysNothing(Attempt attempt) => attempt.Outcome is AttemptOutcome.Unknown or AttemptOutcome.NoAddress;

    private static long Distinct(IEnumerable<Attempt> attempts) => attempts
        .SelectMany(attempt => Named(attempt).Where(peer => peer != attempt.OwnEndpoint && !IsBogon(attempt, peer))).Distinct().LongCount();

    private static long Bogons(Attempt attempt) => Named(attempt).Count(peer => IsBogon(attempt, peer));

    private static PeerEndpoint[] Named(Attempt attempt) => attempt.Reply?.Peers.ToArray() ?? [];

    /// <summary>Of the peers here, those at 192.0.0.0/24 and 2001:db8::/32 are not on the public internet.</summary>
    private static bool IsBogon(Attempt attempt, PeerEndpoint peer) =>
        peer.Port == 0 || (Some.PublicAddress.Equals(attempt.Address) && (peer.IsV6 || peer.Address.GetAddressBytes()[0] == 192));

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
            Family = Families[_random.Next(Families.Length)],
            Address = Addresses[_random.Next(Addresses.Length)],
            OwnEndpoint = _random.Next(2) == 0 ? null : Some.PublicV4(_random.Next(3), port: 1),
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

    private PeerEndpoint Peer() => _random.Next(4) switch
    {
        0 => Some.V6(_random.Next(20), _random.Next(2)),
        1 => Some.V4(_random.Next(20), _random.Next(2)),
        _ => Some.PublicV4(_random.Next(20), _random.Next(2)),
    };
}
