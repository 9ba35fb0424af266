using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Counts what is stored in a scope.</summary>
internal static class DataSetQuery
{
    /// <summary>The counts.</summary>
    public static async Task<DataSetSize> ReadAsync(StatsReader reader)
    {
        var calls = new List<CallCount>();
        await foreach (var row in reader.RowsAsync($"SELECT kind, outcome, count(*) FROM announce WHERE {reader.Attempts} GROUP BY kind, outcome ORDER BY kind, outcome"))
            calls.Add(new CallCount((AttemptKind)row.GetInt16(0), (AttemptOutcome)row.GetInt16(1), row.GetInt64(2)));
        var size = new DataSetSize { Calls = calls };
        if (calls.Count == 0) return size;
        await foreach (var row in reader.RowsAsync($"SELECT count(DISTINCT torrent_id), count(DISTINCT tracker_id), min(at), max(at) FROM announce WHERE {reader.Attempts}"))
            size = size with { Torrents = row.GetInt64(0), Trackers = row.GetInt64(1), From = reader.Dialect.Time(row, 2), To = reader.Dialect.Time(row, 3) };
        await foreach (var row in reader.RowsAsync($"SELECT count(*), CAST(coalesce(sum(times_seen), 0) AS bigint) FROM sighting WHERE {reader.Sightings}"))
            size = size with { Sightings = row.GetInt64(0), PeersNamed = row.GetInt64(1) };
        return size;
    }
}
