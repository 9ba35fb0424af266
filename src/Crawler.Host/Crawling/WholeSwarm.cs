using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Crawling;

/// <summary>The one estimate that stands for a whole swarm where there is room for one.</summary>
internal static class WholeSwarm
{
    /// <summary>
    /// That of the union of trackers in the last window closed, of the larger of its families; else that of the only tracker
    /// that was heard. Null before there is one.
    /// </summary>
    public static SwarmEstimate? Of(TorrentStatus torrent)
    {
        var snapshots = torrent.Estimates.Where(estimate => estimate.Kind == EstimateKind.Snapshot).ToList();
        var union = snapshots.Where(estimate => estimate.Tracker is null).MaxBy(estimate => estimate.Size.Size ?? estimate.Size.Low);
        return union ?? (snapshots.Count == 1 ? snapshots[0] : null);
    }
}
