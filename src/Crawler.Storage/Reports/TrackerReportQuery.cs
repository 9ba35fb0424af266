using Crawler.Protocol.Attempts;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>Reports all trackers: counts, last words and latency each in one pass over the log.</summary>
internal static class TrackerReportQuery
{
    /// <summary>The reports, by host name.</summary>
    public static async Task<IReadOnlyList<TrackerReport>> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var trackers = await db.Trackers.OrderBy(row => row.Host).ThenBy(row => row.Port).ThenBy(row => row.Id).ToListAsync(cancellation);
        var totals = await TotalsAsync(db, cancellation);
        var errors = await ErrorsAsync(db, cancellation);
        var latencies = await LatenciesAsync(db, totals, cancellation);
        return [.. trackers.Select(tracker =>
        {
            var total = totals.GetValueOrDefault(tracker.Id) ?? new Total();
            return new TrackerReport
            {
                Tracker = tracker.Shown(),
                Attempts = total.Attempts,
                Successes = total.Successes,
                Unknown = total.Unknown,
                LastSuccessAt = total.LastSuccessAt,
                LastErrorAt = total.LastErrorAt,
                LastError = errors.GetValueOrDefault(tracker.Id),
                Latency = latencies.GetValueOrDefault(tracker.Id),
            };
        })];
    }

    private static Task<Dictionary<int, Total>> TotalsAsync(CrawlerDbContext db, CancellationToken cancellation) => db.Announces
        .GroupBy(row => row.TrackerId)
        .Select(tracker => new Total
        {
            TrackerId = tracker.Key,
            Attempts = tracker.LongCount(),
            Successes = tracker.LongCount(row => row.Outcome == AttemptOutcome.Ok),
            Unknown = tracker.LongCount(row => row.Outcome == AttemptOutcome.Unknown),
            LastSuccessAt = tracker.Where(row => row.Outcome == AttemptOutcome.Ok).Max(row => (DateTimeOffset?)row.At),
            LastErrorAt = tracker.Where(row => row.Outcome != AttemptOutcome.Ok && row.Outcome != AttemptOutcome.Unknown)
                .Max(row => (DateTimeOffset?)row.At),
            Answers = tracker.LongCount(row => row.RttUs != null),
            LongestUs = tracker.Max(row => row.RttUs),
        })
        .ToDictionaryAsync(total => total.TrackerId, cancellation);

    /// <summary>The text of the last failure: joined on its time, which spares sorting the log.</summary>
    private static async Task<Dictionary<int, string?>> ErrorsAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var failures = db.Announces.Where(row => row.Outcome != AttemptOutcome.Ok && row.Outcome != AttemptOutcome.Unknown);
        var last = failures.GroupBy(row => row.TrackerId).Select(tracker => new { TrackerId = tracker.Key, At = tracker.Max(row => row.At) });
        var texts = new Dictionary<int, string?>();
        var rows =
            from row in failures
            join latest in last on new { row.TrackerId, row.At } equals new { latest.TrackerId, latest.At }
            orderby row.WriterId, row.Sequence, row.Ordinal
            select new { row.TrackerId, row.Error };
        // Several at the same instant: the later in the log stays.
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation)) texts[row.TrackerId] = row.Error;
        return texts;
    }

    private static async Task<Dictionary<int, Latency>> LatenciesAsync(
        CrawlerDbContext db, Dictionary<int, Total> totals, CancellationToken cancellation)
    {
        var histograms = db.Announces.Where(row => row.RttUs != null)
            .GroupBy(row => new { row.TrackerId, Bucket = row.RttUs!.Value / LatencyWalk.BucketUs })
            .Select(bucket => new { bucket.Key.TrackerId, bucket.Key.Bucket, Count = bucket.LongCount() })
            .OrderBy(bucket => bucket.TrackerId).ThenBy(bucket => bucket.Bucket);
        var walks = new Dictionary<int, LatencyWalk>();
        await foreach (var bucket in histograms.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!walks.TryGetValue(bucket.TrackerId, out var walk))
                walks[bucket.TrackerId] = walk = new LatencyWalk(totals[bucket.TrackerId].Answers, totals[bucket.TrackerId].LongestUs!.Value);
            walk.Add(bucket.Bucket, bucket.Count);
        }

        return walks.ToDictionary(walk => walk.Key, walk => walk.Value.Result());
    }

    private sealed record Total
    {
        public int TrackerId { get; init; }
        public long Attempts { get; init; }
        public long Successes { get; init; }
        public long Unknown { get; init; }
        public DateTimeOffset? LastSuccessAt { get; init; }
        public DateTimeOffset? LastErrorAt { get; init; }
        public long Answers { get; init; }
        public long? LongestUs { get; init; }
    }
}
