using Crawler.Storage.Log;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Storage.Views;

/// <summary>Counts the schedule by how late and how old it is. Walks over all of it.</summary>
internal static class StalenessQuery
{
    /// <summary>As of a time.</summary>
    public static async Task<Staleness> ReadAsync(CrawlerDbContext db, DateTimeOffset now, CancellationToken cancellation)
    {
        var dialect = StatsDialect.Of(db);
        var answeredUs = dialect.Microseconds("call.answered_at");
        var nowUs = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var sql =
            $"""
            SELECT sum(CASE WHEN schedule.state <> {(int)ScheduleState.Gone} THEN 1 ELSE 0 END),
                sum(CASE WHEN schedule.state <> {(int)ScheduleState.Gone} AND call.torrent_id IS NULL THEN 1 ELSE 0 END),
                sum(CASE WHEN schedule.state <> {(int)ScheduleState.Gone} AND due_at < {dialect.Instant(now.AddMinutes(-15))} THEN 1 ELSE 0 END),
                sum(CASE WHEN schedule.state <> {(int)ScheduleState.Gone}
                    AND (call.answered_at IS NULL OR {answeredUs} < {nowUs} - coalesce(2 * interval_us, 86400000000)) THEN 1 ELSE 0 END),
                sum(CASE WHEN schedule.state = {(int)ScheduleState.Gone} THEN 1 ELSE 0 END)
            FROM schedule LEFT JOIN latest_call AS call
                ON call.torrent_id = schedule.torrent_id AND call.tracker_id = schedule.tracker_id AND call.family = schedule.family
            """;
        await foreach (var row in SqlRows.ReadAsync(db, sql, [], cancellation))
        {
            return new Staleness
            {
                Sessions = row.Long(0) ?? 0,
                NeverCalled = row.Long(1) ?? 0,
                Overdue = row.Long(2) ?? 0,
                Stale = row.Long(3) ?? 0,
                Gone = row.Long(4) ?? 0,
            };
        }

        throw new InvalidOperationException("a sum without a row");
    }
}
