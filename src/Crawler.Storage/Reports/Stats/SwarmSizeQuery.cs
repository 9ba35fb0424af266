using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Collects what is known of each swarm's size: a few numbers for each torrent.</summary>
internal static class SwarmSizeQuery
{
    /// <summary>The swarms of which anything is known, in the order of registration.</summary>
    public static async Task<IReadOnlyList<SwarmSize>> ReadAsync(StatsReader reader)
    {
        var seen = new Dictionary<int, long>();
        var sql =
            $"""
            SELECT torrent_id, count(*) FROM (SELECT DISTINCT torrent_id, ip, port FROM sighting WHERE {reader.Sightings}) AS peers
            GROUP BY torrent_id
            """;
        await foreach (var row in reader.RowsAsync(sql)) seen[row.GetInt32(0)] = row.GetInt64(1);

        var claimed = new Dictionary<int, long>();
        await foreach (var claim in LatestClaim.ReadAsync(reader))
            if (!reader.Fabricators.Contains(claim.TrackerId)) claimed[claim.TorrentId] = Math.Max(claimed.GetValueOrDefault(claim.TorrentId), claim.Total);

        var snapshots = new Dictionary<int, SizeSum>();
        var cumulative = new Dictionary<int, SizeSum>();
        await foreach (var swarm in FamiliesAsync(reader))
        {
            var sums = swarm[0].Kind == EstimateKind.Snapshot ? snapshots : cumulative;
            sums[swarm[0].TorrentId] = Sum(sums.GetValueOrDefault(swarm[0].TorrentId), Best(swarm));
        }

        var torrents = await reader.TorrentsAsync([.. seen.Keys.Union(claimed.Keys).Union(snapshots.Keys).Union(cumulative.Keys).Order()]);
        return
        [
            .. torrents.Values.OrderBy(torrent => torrent.Id).Select(torrent => new SwarmSize
            {
                InfoHash = torrent.InfoHash,
                Name = torrent.Name,
                Claimed = claimed.TryGetValue(torrent.Id, out var claim) ? claim : null,
                Seen = seen.GetValueOrDefault(torrent.Id),
                Snapshot = snapshots.GetValueOrDefault(torrent.Id),
                Cumulative = cumulative.GetValueOrDefault(torrent.Id),
            }),
        ];
    }

    /// <summary>The estimates of one kind for one torrent over one family, all trackers and the union, at a time.</summary>
    private static async IAsyncEnumerable<List<LatestEstimate>> FamiliesAsync(StatsReader reader)
    {
        var group = new List<LatestEstimate>();
        await foreach (var estimate in LatestEstimate.ReadAsync(reader))
        {
            if (estimate.Kind == EstimateKind.OpenPopulation) continue;
            if (group.Count > 0 && Key(group[0]) != Key(estimate))
            {
                yield return group;
                group.Clear();
            }

            group.Add(estimate);
        }

        if (group.Count > 0) yield return group;

        static (int, short, EstimateKind) Key(LatestEstimate estimate) => (estimate.TorrentId, estimate.Family, estimate.Kind);
    }

    /// <summary>The union's; where there is none, that of the tracker with most peers of those not caught at anything, partial if there are several.</summary>
    private static LatestEstimate Best(List<LatestEstimate> group)
    {
        foreach (var estimate in group)
            if (estimate.TrackerId is null) return estimate;
        var largest = group.OrderBy(estimate => (estimate.Flags & SizeEstimate.Suspicions) != 0).ThenByDescending(estimate => estimate.Size ?? estimate.Low).First();
        return group.Count == 1 ? largest : largest with { Flags = largest.Flags | SizeFlags.Partial };
    }

    private static SizeSum Sum(SizeSum? sum, LatestEstimate part)
    {
        var one = new SizeSum(part.Size, part.Low, part.High, part.Method == SizeMethod.Enumerated, part.Flags);
        return sum is null ? one : new SizeSum(
            sum.Size + one.Size, sum.Low + one.Low, sum.High + one.High, sum.Enumerated && one.Enumerated, sum.Flags | one.Flags);
    }
}
