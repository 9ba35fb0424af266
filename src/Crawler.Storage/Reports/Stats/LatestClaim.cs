namespace Crawler.Storage.Reports.Stats;

/// <summary>What a tracker claimed last of one swarm.</summary>
internal readonly record struct LatestClaim(int TorrentId, int TrackerId, short Family, long? Complete, long? Incomplete)
{
    /// <summary>Seeders and leechers as far as either is known.</summary>
    public long Total => (Complete ?? 0) + (Incomplete ?? 0);

    /// <summary>complete / (complete + incomplete), 0–1; null unless both are known and not 0.</summary>
    public double? SeederRatio => Complete is { } seeders && Incomplete is { } leechers && seeders + leechers > 0
        ? (double)seeders / (seeders + leechers)
        : null;

    /// <summary>The last claims of every torrent, tracker and family, torrent by torrent.</summary>
    public static async IAsyncEnumerable<LatestClaim> ReadAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT torrent_id, tracker_id, family, complete, incomplete FROM (
                SELECT torrent_id, tracker_id, family, complete, incomplete, row_number() OVER (
                    PARTITION BY torrent_id, tracker_id, family ORDER BY at DESC, writer_id DESC, sequence DESC, ordinal DESC) AS place
                FROM announce
                WHERE (complete IS NOT NULL OR incomplete IS NOT NULL) AND {reader.Attempts}) AS claims
            WHERE place = 1 ORDER BY torrent_id, tracker_id, family
            """;
        await foreach (var row in reader.RowsAsync(sql))
            yield return new LatestClaim(row.GetInt32(0), row.GetInt32(1), row.GetInt16(2), row.Long(3), row.Long(4));
    }
}
