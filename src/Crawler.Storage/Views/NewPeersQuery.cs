using Crawler.Protocol;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Storage.Views;

/// <summary>Reads how many peers of a torrent were named for the first time, day by day.</summary>
internal static class NewPeersQuery
{
    private const long SecondsADay = 86_400;

    /// <summary>Days with new peers, ascending.</summary>
    public static async Task<IReadOnlyList<NewPeers>> ReadAsync(CrawlerDbContext db, InfoHash infoHash, TimeWindow window, CancellationToken cancellation)
    {
        if (await TorrentViewQuery.FindAsync(db, infoHash, cancellation) is not { } torrent) return [];
        var dialect = StatsDialect.Of(db);
        var sql =
            $"""
            SELECT {dialect.Slot("first_named", SecondsADay)} AS day, count(*) FROM (
                SELECT min(first_seen) AS first_named FROM sighting WHERE torrent_id = @p0 GROUP BY ip, port) AS peers
            WHERE first_named >= {dialect.Instant(window.From)} AND first_named < {dialect.Instant(window.To)}
            GROUP BY day ORDER BY day
            """;
        var days = new List<NewPeers>();
        await foreach (var row in SqlRows.ReadAsync(db, sql, [torrent.Id], cancellation))
            days.Add(new NewPeers(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.GetInt64(0))), row.GetInt64(1)));
        return days;
    }
}
