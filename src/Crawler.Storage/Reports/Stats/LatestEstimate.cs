using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>What statistics need of the last estimate of one kind.</summary>
internal readonly record struct LatestEstimate(
    int TorrentId,
    int? TrackerId,
    short Family,
    EstimateKind Kind,
    SizeMethod Method,
    SizeFlags Flags,
    double? Size,
    double Low,
    double? High,
    long Distinct,
    double? Rho)
{
    /// <summary>
    /// π = D / N̂: what share of the tracker's list was seen, in (0, 1]. Null without a finite size, and where the size is not
    /// that of the list: seeds named first, one subset, peers made up.
    /// </summary>
    public double? DetectionShare =>
        Size is not > 0 || Distinct == 0 || (Flags & (SizeFlags.SeedsFirst | SizeFlags.FixedSubset | SizeFlags.Fabricated)) != 0 ? null
        : Method == SizeMethod.Enumerated ? 1
        : Math.Min(1, Distinct / Size.Value);

    /// <summary>The last of each kind of every torrent, tracker (or union) and family, torrent by torrent.</summary>
    public static async IAsyncEnumerable<LatestEstimate> ReadAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT torrent_id, tracker_id, family, kind, method, flags, size, low, high, distinct_peers, rho FROM (
                SELECT torrent_id, tracker_id, family, kind, method, flags, size, low, high, distinct_peers, rho, row_number() OVER (
                    PARTITION BY torrent_id, tracker_id, family, kind ORDER BY to_at DESC, writer_id DESC, sequence DESC, ordinal DESC) AS place
                FROM swarm_estimate WHERE {reader.Estimates}) AS estimates
            WHERE place = 1 ORDER BY torrent_id, family, kind
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            yield return new LatestEstimate(
                row.GetInt32(0),
                (int?)row.Long(1),
                row.GetInt16(2),
                (EstimateKind)row.GetInt16(3),
                (SizeMethod)row.GetInt16(4),
                (SizeFlags)row.GetInt32(5),
                row.Double(6),
                row.GetDouble(7),
                row.Double(8),
                row.GetInt64(9),
                row.Double(10));
        }
    }

    /// <summary>
    /// Detection shares by torrent, tracker and family: of the cumulative estimate, whose peers are those of the aggregate;
    /// failing that of the last look, which says what share one look's peers are.
    /// </summary>
    public static async Task<Dictionary<(int TorrentId, int TrackerId, short Family), double>> SharesAsync(StatsReader reader)
    {
        var shares = new Dictionary<(int, int, short), double>();
        await foreach (var estimate in ReadAsync(reader))
        {
            if (estimate.TrackerId is not { } tracker || estimate.DetectionShare is not { } share || estimate.Kind == EstimateKind.OpenPopulation) continue;
            var key = (estimate.TorrentId, tracker, estimate.Family);
            if (estimate.Kind == EstimateKind.Cumulative) shares[key] = share;
            else shares.TryAdd(key, share);
        }

        return shares;
    }
}
