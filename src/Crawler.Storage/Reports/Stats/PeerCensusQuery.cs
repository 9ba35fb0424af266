namespace Crawler.Storage.Reports.Stats;

/// <summary>Counts distinct peers at three identities by the day each was first seen.</summary>
internal static class PeerCensusQuery
{
    private const long DaySeconds = 86_400;

    /// <summary>The census.</summary>
    public static async Task<PeerCensus> ReadAsync(StatsReader reader)
    {
        var days = new List<NewPeers>();
        await AddAsync(reader, PeerIdentity.Endpoint, "ip AS a, port AS b", days);
        await AddAsync(reader, PeerIdentity.Address, "ip AS a, 0 AS b", days);
        await AddAsync(reader, PeerIdentity.Network, $"{reader.Dialect.Network("ip")} AS a, 0 AS b", days);
        var sql =
            $"""
            SELECT count(*), CAST(coalesce(sum(trackers), 0) AS bigint), CAST(coalesce(sum(replies), 0) AS bigint) FROM (
                SELECT count(DISTINCT tracker_id) AS trackers, sum(times_seen) AS replies
                FROM sighting WHERE {reader.Sightings} GROUP BY torrent_id, ip, port) AS members
            """;
        var (members, trackers, replies) = (0L, 0L, 0L);
        await foreach (var row in reader.RowsAsync(sql)) (members, trackers, replies) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        return new PeerCensus(
            [.. days.OrderBy(day => day.Day).ThenBy(day => day.Identity).ThenBy(day => day.IsV6)],
            members,
            members > 0 ? (double)trackers / members : null,
            members > 0 ? (double)replies / members : null);
    }

    private static async Task AddAsync(StatsReader reader, PeerIdentity identity, string key, List<NewPeers> days)
    {
        var sql =
            $"""
            SELECT day, v6, count(*) FROM (
                SELECT {reader.Dialect.Slot("first", DaySeconds)} AS day, v6 FROM (
                    SELECT min(first_seen) AS first, v6 FROM (
                        SELECT {key}, {reader.Dialect.IsV6("ip")} AS v6, first_seen FROM sighting WHERE {reader.Sightings}) AS keyed
                    GROUP BY a, b, v6) AS peers) AS dated
            GROUP BY day, v6
            """;
        await foreach (var row in reader.RowsAsync(sql))
            days.Add(new NewPeers(DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.GetInt64(0))), identity, row.GetInt32(1) == 1, row.GetInt64(2)));
    }
}
