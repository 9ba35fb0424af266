using Crawler.Statistics.Series;
using Crawler.Storage.Log;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Reads the last claims and the rises of <c>downloaded</c>.</summary>
internal static class SeederSharesQuery
{
    private const long DaySeconds = 86_400;

    /// <summary>The ratios and the downloads.</summary>
    public static async Task<SeederShares> ReadAsync(StatsReader reader)
    {
        var torrents = new List<double>();
        var trackers = new SortedDictionary<(int TrackerId, short Family), List<double>>();
        LatestClaim? largest = null;
        await foreach (var claim in LatestClaim.ReadAsync(reader))
        {
            if (claim.SeederRatio is not { } ratio) continue;
            var key = (claim.TrackerId, claim.Family);
            if (!trackers.TryGetValue(key, out var ratios)) trackers[key] = ratios = [];
            ratios.Add(ratio);
            if (reader.Fabricators.Contains(claim.TrackerId)) continue;
            if (largest is { } before && before.TorrentId != claim.TorrentId)
            {
                torrents.Add(before.SeederRatio!.Value);
                largest = null;
            }

            if (largest is null || claim.Total > largest.Value.Total) largest = claim;
        }

        if (largest is { } last) torrents.Add(last.SeederRatio!.Value);
        var downloads = await DownloadsAsync(reader);
        var names = await reader.NamesAsync(trackers.Keys.Select(key => key.TrackerId).Concat(downloads.Select(row => row.TrackerId)));
        return new SeederShares(
            new Distribution(torrents),
            torrents.LongCount(ratio => ratio == 0),
            [.. trackers.Select(pair => new TrackerSeederShares(names[pair.Key.TrackerId], FamilyNumber.ToFamily(pair.Key.Family).OrNull(), new Distribution(pair.Value)))],
            [.. downloads.Select(row => row.Day with { Tracker = names[row.TrackerId] })]);
    }

    private static async Task<List<(int TrackerId, DailyDownloads Day)>> DownloadsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT tracker_id, family, day, CAST(sum(CASE WHEN rise > 0 THEN rise ELSE 0 END) AS bigint), sum(CASE WHEN rise < 0 THEN 1 ELSE 0 END), count(*)
            FROM (
                SELECT tracker_id, family, {reader.Dialect.Slot("at", DaySeconds)} AS day, downloaded - lag(downloaded) OVER (
                    PARTITION BY torrent_id, tracker_id, family ORDER BY at, writer_id, sequence, ordinal) AS rise
                FROM announce WHERE downloaded IS NOT NULL AND {reader.Attempts}) AS rises
            WHERE rise IS NOT NULL GROUP BY tracker_id, family, day ORDER BY day, tracker_id, family
            """;
        var days = new List<(int, DailyDownloads)>();
        await foreach (var row in reader.RowsAsync(sql))
        {
            days.Add((row.GetInt32(0), new DailyDownloads(
                "",
                FamilyNumber.ToFamily(row.GetInt16(1)).OrNull(),
                DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(row.GetInt64(2))),
                row.GetInt64(3),
                row.GetInt64(4),
                row.GetInt64(5))));
        }

        return days;
    }
}
