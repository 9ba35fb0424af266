using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>Reports all trackers over each address family: counts, last words and latency each in one pass over the log.</summary>
internal static class TrackerReportQuery
{
    /// <summary>The reports, by host name.</summary>
    public static async Task<IReadOnlyList<TrackerReport>> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var trackers = await db.Trackers.OrderBy(row => row.Host).ThenBy(row => row.Port).ThenBy(row => row.Id).ToListAsync(cancellation);
        var totals = await TotalsAsync(db, cancellation);
        var errors = await ErrorsAsync(db, cancellation);
        var latencies = await LatenciesAsync(db, totals, cancellation);
        var families = totals.Keys.OrderBy(key => key.Family.ToNumber()).ToLookup(key => key.TrackerId);
        return
        [
            .. from tracker in trackers
               from key in ReportedFamilies.Of([.. families[tracker.Id]], key => totals[key].IsMeasured, new(tracker.Id, AddressFamily.Unspecified))
               let total = totals.GetValueOrDefault(key) ?? new Total()
               select new TrackerReport
               {
                   Tracker = tracker.Shown(),
                   Family = key.Family.OrNull(),
                   Attempts = total.Attempts,
                   Successes = total.Successes,
                   Unknown = total.Unknown,
                   LastSuccessAt = total.LastSuccessAt,
                   LastErrorAt = total.LastErrorAt,
                   LastError = errors.GetValueOrDefault(key),
                   Latency = latencies.GetValueOrDefault(key),
                   Bogons = total.Bogons,
               },
        ];
    }

    private static Task<Dictionary<TrackerKey, Total>> TotalsAsync(CrawlerDbContext db, CancellationToken cancellation) => db.Announces
        .GroupBy(row => new { row.TrackerId, row.Family })
        .Select(tracker => new Total
        {
            TrackerId = tracker.Key.TrackerId,
            Family = tracker.Key.Family,
            Attempts = tracker.LongCount(),
            Successes = tracker.LongCount(row => row.Outcome == AttemptOutcome.Ok),
            Unknown = tracker.LongCount(row => row.Outcome == AttemptOutcome.Unknown || row.Outcome == AttemptOutcome.NoAddress),
            NoAddress = tracker.LongCount(row => row.Outcome == AttemptOutcome.NoAddress),
            LastSuccessAt = tracker.Where(row => row.Outcome == AttemptOutcome.Ok).Max(row => (DateTimeOffset?)row.At),
            LastErrorAt = tracker
                .Where(row => row.Outcome != AttemptOutcome.Ok && row.Outcome != AttemptOutcome.Unknown && row.Outcome != AttemptOutcome.NoAddress)
                .Max(row => (DateTimeOffset?)row.At),
            Answers = tracker.LongCount(row => row.RttUs != null),
            LongestUs = tracker.Max(row => row.RttUs),
            Bogons = tracker.Sum(row => (long?)row.Bogons) ?? 0,
        })
        .ToDictionaryAsync(total => new TrackerKey(total.TrackerId, total.Family), cancellation);

    /// <summary>The text of the last failure: joined on its time, which spares sorting the log.</summary>
    private static async Task<Dictionary<TrackerKey, string?>> ErrorsAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var failures = db.Announces.Where(row =>
            row.Outcome != AttemptOutcome.Ok && row.Outcome != AttemptOutcome.Unknown && row.Outcome != AttemptOutcome.NoAddress);
        var last = failures.GroupBy(row => new { row.TrackerId, row.Family })
            .Select(tracker => new { tracker.Key.TrackerId, tracker.Key.Family, At = tracker.Max(row => row.At) });
        var texts = new Dictionary<TrackerKey, string?>();
        var rows =
            from row in failures
            join latest in last on new { row.TrackerId, row.Family, row.At } equals new { latest.TrackerId, latest.Family, latest.At }
            orderby row.WriterId, row.Sequence, row.Ordinal
            select new { row.TrackerId, row.Family, row.Error };
        // Several at the same instant: the later in the log stays.
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            texts[new TrackerKey(row.TrackerId, row.Family)] = row.Error;
        return texts;
    }

    private static async Task<Dictionary<TrackerKey, Latency>> LatenciesAsync(
        CrawlerDbContext db, Dictionary<TrackerKey, Total> totals, CancellationToken cancellation)
    {
        var histograms = db.Announces.Where(row => row.RttUs != null)
            .GroupBy(row => new { row.TrackerId, row.Family, Bucket = row.RttUs!.Value / LatencyWalk.BucketUs })
            .Select(bucket => new { bucket.Key.TrackerId, bucket.Key.Family, bucket.Key.Bucket, Count = bucket.LongCount() })
            .OrderBy(bucket => bucket.TrackerId).ThenBy(bucket => bucket.Family).ThenBy(bucket => bucket.Bucket);
        var walks = new Dictionary<TrackerKey, LatencyWalk>();
        await foreach (var bucket in histograms.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var key = new TrackerKey(bucket.TrackerId, bucket.Family);
            if (!walks.TryGetValue(key, out var walk)) walks[key] = walk = new LatencyWalk(totals[key].Answers, totals[key].LongestUs!.Value);
            walk.Add(bucket.Bucket, bucket.Count);
        }

        return walks.ToDictionary(walk => walk.Key, walk => walk.Value.Result());
    }

    private readonly record struct TrackerKey(int TrackerId, AddressFamily Family);

    private sealed record Total
    {
        public int TrackerId { get; init; }
        public AddressFamily Family { get; init; }
        public long Attempts { get; init; }
        public long Successes { get; init; }
        public long Unknown { get; init; }
        public long NoAddress { get; init; }
        public DateTimeOffset? LastSuccessAt { get; init; }
        public DateTimeOffset? LastErrorAt { get; init; }
        public long Answers { get; init; }
        public long? LongestUs { get; init; }
        public long Bogons { get; init; }

        public bool IsMeasured => Attempts > NoAddress;
    }
}
