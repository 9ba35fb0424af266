using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Counts in how many swarms each address was seen; no address leaves the database.</summary>
internal static class ParticipationQuery
{
    /// <summary>Swarms an address, over all addresses.</summary>
    public static async Task<Histogram> ReadAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT swarms, count(*) FROM (
                SELECT count(DISTINCT torrent_id) AS swarms FROM sighting WHERE {reader.Sightings} GROUP BY ip) AS addresses
            GROUP BY swarms ORDER BY swarms
            """;
        var histogram = new Histogram();
        await foreach (var row in reader.RowsAsync(sql)) histogram.Add(row.GetInt64(0), row.GetInt64(1));
        return histogram;
    }
}
