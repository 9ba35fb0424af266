using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>What happened in one hour to one torrent; hours are counted from 1970.</summary>
internal readonly record struct HourlyClaim(int TorrentId, long Hour, long Largest, long? MostSeeders);

/// <summary>Series by hour, torrent by torrent, as the database folds them.</summary>
internal static class HourlySeries
{
    private const long HourSeconds = 3600;

    /// <summary>The start of an hour.</summary>
    public static DateTimeOffset Start(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    /// <summary>The largest claim of any tracker that was not caught making peers up, and the most seeders claimed by any; null if none said.</summary>
    public static async IAsyncEnumerable<HourlyClaim> ClaimsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT torrent_id, hour, max(coalesce(complete, 0) + coalesce(incomplete, 0)), max(complete) FROM (
                SELECT torrent_id, {reader.Dialect.Slot("at", HourSeconds)} AS hour, complete, incomplete FROM announce
                WHERE (complete IS NOT NULL OR incomplete IS NOT NULL) AND {reader.Claims}) AS claims
            GROUP BY torrent_id, hour ORDER BY torrent_id, hour
            """;
        await foreach (var row in reader.RowsAsync(sql)) yield return new HourlyClaim(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.Long(3));
    }

    /// <summary>Peers first seen; hours without are left out.</summary>
    public static async IAsyncEnumerable<(int TorrentId, long Hour, long Peers)> ArrivalsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT torrent_id, hour, count(*) FROM (
                SELECT torrent_id, {reader.Dialect.Slot("first", HourSeconds)} AS hour FROM (
                    SELECT torrent_id, min(first_seen) AS first FROM sighting WHERE {reader.Sightings} GROUP BY torrent_id, ip, port) AS peers) AS dated
            GROUP BY torrent_id, hour ORDER BY torrent_id, hour
            """;
        await foreach (var row in reader.RowsAsync(sql)) yield return (row.GetInt32(0), row.GetInt64(1), row.GetInt64(2));
    }

    /// <summary>The snapshot estimate of the union that ended in the hour, the largest of several; where there is none, the largest of a tracker that has an interval and was not caught at anything.</summary>
    public static async IAsyncEnumerable<(int TorrentId, long Hour, double Size)> EstimatesAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT torrent_id, hour, coalesce(max(CASE WHEN tracker_id IS NULL THEN size END), max(size)) FROM (
                SELECT torrent_id, {reader.Dialect.Slot("to_at", HourSeconds)} AS hour, tracker_id, size FROM swarm_estimate
                WHERE kind = 0 AND size IS NOT NULL AND high IS NOT NULL AND (flags & {(int)SizeEstimate.Suspicions}) = 0 AND {reader.Estimates}) AS estimates
            GROUP BY torrent_id, hour ORDER BY torrent_id, hour
            """;
        await foreach (var row in reader.RowsAsync(sql)) yield return (row.GetInt32(0), row.GetInt64(1), row.GetDouble(2));
    }

    /// <summary>Cuts a series ordered by torrent into torrents; one of them is in memory at a time.</summary>
    public static async IAsyncEnumerable<List<T>> ByTorrentAsync<T>(this IAsyncEnumerable<T> series, Func<T, int> torrent)
    {
        var group = new List<T>();
        await foreach (var item in series)
        {
            if (group.Count > 0 && torrent(group[0]) != torrent(item))
            {
                yield return group;
                group = [];
            }

            group.Add(item);
        }

        if (group.Count > 0) yield return group;
    }
}
