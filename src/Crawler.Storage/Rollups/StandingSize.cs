using Crawler.Statistics.Sizes;
using Crawler.Storage.Model;

namespace Crawler.Storage.Rollups;

/// <summary>
/// The size a list shows of a swarm: the latest over all trackers. Families are separate measurements and never added up,
/// so it is that of the family with the larger swarm, where both were measured within a day.
/// </summary>
internal static class StandingSize
{
    private static readonly TimeSpan SameTime = TimeSpan.FromDays(1);

    /// <summary>Takes a union's estimate, of any kind, into account; one that comes late overwrites nothing newer.</summary>
    public static void Take(TorrentStandingRow standing, EstimateRow estimate)
    {
        if (estimate.TrackerId is not null) return;
        if (estimate.Kind == EstimateKind.Snapshot && IsBetter(standing, estimate))
        {
            // Who took part is told of the family that the size is of.
            if (standing.SizeFamily != estimate.Family) standing.Seen = null;
            standing.SizeFamily = estimate.Family;
            standing.Size = estimate.Size;
            standing.Low = estimate.Low;
            standing.High = estimate.High;
            standing.SizeFlags = estimate.Flags;
            standing.SizeAt = estimate.ToAt;
            standing.Seen = Math.Max(standing.Seen ?? 0, estimate.DistinctPeers);
        }
        else if (estimate.Kind == EstimateKind.Cumulative && standing.SizeFamily == estimate.Family && !(standing.SizeAt > estimate.ToAt))
        {
            standing.Seen = estimate.DistinctPeers;
        }
    }

    private static bool IsBetter(TorrentStandingRow standing, EstimateRow estimate)
    {
        if (standing.SizeAt is not { } at) return true;
        if (standing.SizeFamily == estimate.Family) return estimate.ToAt >= at;
        return estimate.ToAt - at > SameTime || ((estimate.ToAt - at).Duration() <= SameTime && Larger(estimate, standing));
    }

    private static bool Larger(EstimateRow estimate, TorrentStandingRow standing) =>
        (estimate.Size ?? estimate.Low) > (standing.Size ?? standing.Low ?? 0);
}
