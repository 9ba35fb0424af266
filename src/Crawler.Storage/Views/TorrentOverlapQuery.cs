using Crawler.Protocol;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Storage.Views;

/// <summary>Reads what trackers have in common of a torrent: its peers by the set of trackers that named them.</summary>
internal static class TorrentOverlapQuery
{
    /// <summary>The overlap; empty if the torrent is not known or nobody was named.</summary>
    public static async Task<TorrentOverlap> ReadAsync(CrawlerDbContext db, InfoHash infoHash, CancellationToken cancellation)
    {
        if (await TorrentViewQuery.FindAsync(db, infoHash, cancellation) is not { } torrent) return new TorrentOverlap(0, [], []);
        var patterns = await PatternsAsync(db, torrent.Id, cancellation);
        var peers = new Dictionary<int, (long All, long Alone)>();
        foreach (var (trackers, count) in patterns)
        {
            foreach (var tracker in trackers)
            {
                var (all, alone) = peers.GetValueOrDefault(tracker);
                peers[tracker] = (all + count, alone + (trackers.Length == 1 ? count : 0));
            }
        }

        int[] order = [.. peers.OrderByDescending(tracker => tracker.Value.All).ThenBy(tracker => tracker.Key).Select(tracker => tracker.Key)];
        var names = await TrackerNames.ReadAsync(db, order, cancellation);
        return new TorrentOverlap(
            patterns.Sum(pattern => pattern.Peers),
            [.. order.Select(tracker => new Contribution(tracker, names.GetValueOrDefault(tracker, ""), peers[tracker].All, peers[tracker].Alone))],
            Common(order, patterns));
    }

    private static long[][] Common(int[] order, List<(int[] Trackers, long Peers)> patterns)
    {
        var places = order.Select((tracker, place) => (tracker, place)).ToDictionary(pair => pair.tracker, pair => pair.place);
        var common = order.Select(_ => new long[order.Length]).ToArray();
        foreach (var (trackers, count) in patterns)
            foreach (var one in trackers)
                foreach (var other in trackers) common[places[one]][places[other]] += count;
        return common;
    }

    private static async Task<List<(int[] Trackers, long Peers)>> PatternsAsync(CrawlerDbContext db, int torrent, CancellationToken cancellation)
    {
        // A tracker asked over both families may have named a peer over each.
        var sql =
            $"""
            SELECT trackers, count(*) FROM (
                SELECT {StatsDialect.Of(db).Joined("tracker_id")} AS trackers
                FROM (SELECT DISTINCT tracker_id, ip, port FROM sighting WHERE torrent_id = @p0) AS named GROUP BY ip, port) AS peers
            GROUP BY trackers ORDER BY trackers
            """;
        var patterns = new List<(int[], long)>();
        await foreach (var row in SqlRows.ReadAsync(db, sql, [torrent], cancellation))
            patterns.Add(([.. TrackerOverlapQuery.Numbers(row.GetString(0))], row.GetInt64(1)));
        return patterns;
    }
}
