using System.Globalization;
using Crawler.Statistics.Overlap;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Reads who named what. The database folds each swarm's peers into the sets of trackers that named them, so that what comes
/// over is as many rows as there are different sets, not peers.
/// </summary>
internal static class TrackerOverlapQuery
{
    /// <summary>The overlaps.</summary>
    public static async Task<TrackerOverlap> ReadAsync(StatsReader reader)
    {
        var shares = await LatestEstimate.SharesAsync(reader);
        var peers = await PeersAsync(reader, shares);
        var torrents = await TorrentsAsync(reader);
        var (listed, union) = await EstimatedAsync(reader);
        return new TrackerOverlap
        {
            Names = await reader.NamesAsync(peers.Lists.Keys),
            Torrents = torrents,
            Peers = peers,
            EstimatedListed = listed,
            EstimatedUnion = union,
        };
    }

    /// <summary>Peers by the trackers that named them, swarm by swarm: a torrent over one family.</summary>
    private static async Task<PeerOverlap> PeersAsync(StatsReader reader, Dictionary<(int, int, short), double> shares)
    {
        var sql =
            $"""
            SELECT torrent_id, family, trackers, count(*) FROM (
                SELECT torrent_id, family, {reader.Dialect.Joined("tracker_id")} AS trackers
                FROM sighting WHERE {reader.Sightings} GROUP BY torrent_id, family, ip, port) AS peers
            GROUP BY torrent_id, family, trackers ORDER BY torrent_id, family
            """;
        var overlap = new PeerOverlap();
        var patterns = new List<(IReadOnlyList<int> Lists, long Peers)>();
        (int TorrentId, short Family) swarm = default;

        void Close()
        {
            if (patterns.Count == 0) return;
            var known = new Dictionary<int, double>();
            foreach (var tracker in patterns.SelectMany(pattern => pattern.Lists).Distinct())
                if (shares.TryGetValue((swarm.TorrentId, tracker, swarm.Family), out var share)) known[tracker] = share;
            overlap.Add(patterns, known);
            patterns.Clear();
        }

        await foreach (var row in reader.RowsAsync(sql))
        {
            var next = (row.GetInt32(0), row.GetInt16(1));
            if (next != swarm) Close();
            swarm = next;
            patterns.Add((Numbers(row.GetString(2)), row.GetInt64(3)));
        }

        Close();
        return overlap;
    }

    private static async Task<PatternTally> TorrentsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT trackers, count(*) FROM (
                SELECT torrent_id, {reader.Dialect.Joined("tracker_id")} AS trackers
                FROM (SELECT DISTINCT torrent_id, tracker_id FROM sighting WHERE {reader.Sightings}) AS known GROUP BY torrent_id) AS torrents
            GROUP BY trackers ORDER BY trackers
            """;
        var tally = new PatternTally();
        await foreach (var row in reader.RowsAsync(sql)) tally.Add(Numbers(row.GetString(0)), row.GetInt64(1));
        return tally;
    }

    private static async Task<(double? Listed, double? Union)> EstimatedAsync(StatsReader reader)
    {
        double? listed = null, union = null;
        var (lists, all, whole) = (0.0, (double?)null, true);
        (int, short, EstimateKind) swarm = default;

        void Close()
        {
            if (all is { } size && whole) (listed, union) = ((listed ?? 0) + lists, (union ?? 0) + size);
            (lists, all, whole) = (0, null, true);
        }

        await foreach (var estimate in LatestEstimate.ReadAsync(reader))
        {
            if (estimate.Kind != EstimateKind.Snapshot) continue;
            var next = (estimate.TorrentId, estimate.Family, estimate.Kind);
            if (next != swarm) Close();
            swarm = next;
            if (estimate.TrackerId is null) all = estimate.Size;
            else if (estimate.DetectionShare is null) whole = false;
            else lists += estimate.Size!.Value;
        }

        Close();
        return (listed, union);
    }

    internal static int[] Numbers(string joined) =>
        [.. joined.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
