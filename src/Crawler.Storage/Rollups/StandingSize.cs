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

    /// <summary>Takes estimates of its unions into account, of any kind and in any order; those that come late overwrite nothing newer.</summary>
    public static void Take(TorrentStandingRow standing, IReadOnlyList<EstimateRow> estimates)
    {
        var (family, at, named) = (standing.SizeFamily, standing.SizeAt, 0L);
        // What it is now is brought up to date before another family is held against it.
        foreach (var snapshot in Latest(estimates, EstimateKind.Snapshot).OrderBy(estimate => estimate.Family == family ? 0 : 1))
        {
            if (!IsBetter(standing, snapshot)) continue;
            // Who took part is told of the family that the size is of.
            if (standing.SizeFamily != snapshot.Family) standing.Seen = null;
            standing.SizeFamily = snapshot.Family;
            standing.Size = snapshot.Size;
            standing.Low = snapshot.Low;
            standing.High = snapshot.High;
            standing.SizeFlags = snapshot.Flags;
            standing.SizeAt = snapshot.ToAt;
            standing.Seen = Math.Max(standing.Seen ?? 0, snapshot.DistinctPeers);
            named = snapshot.DistinctPeers;
        }

        var known = standing.SizeFamily == family ? at : null;
        if (Latest(estimates, EstimateKind.Cumulative).FirstOrDefault(estimate => estimate.Family == standing.SizeFamily) is { } taken && !(known > taken.ToAt))
            standing.Seen = Math.Max(taken.DistinctPeers, named);
    }

    /// <summary>The latest of each family; of two that end at the same time, the later in the log.</summary>
    private static IEnumerable<EstimateRow> Latest(IEnumerable<EstimateRow> estimates, EstimateKind kind) =>
        estimates.Where(estimate => estimate.Kind == kind && estimate.TrackerId is null)
            .GroupBy(estimate => estimate.Family).Select(family => family.Aggregate((one, next) => next.ToAt >= one.ToAt ? next : one));

    private static bool IsBetter(TorrentStandingRow standing, EstimateRow estimate)
    {
        if (standing.SizeAt is not { } at) return true;
        if (standing.SizeFamily == estimate.Family) return estimate.ToAt >= at;
        return estimate.ToAt - at > SameTime || ((estimate.ToAt - at).Duration() <= SameTime && Larger(estimate, standing));
    }

    private static bool Larger(EstimateRow estimate, TorrentStandingRow standing) =>
        (estimate.Size ?? estimate.Low) > (standing.Size ?? standing.Low ?? 0);
}
