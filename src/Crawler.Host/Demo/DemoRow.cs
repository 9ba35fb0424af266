using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Formatting;
using Crawler.Simulation.Worlds;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Demo;

/// <summary>One line of the demonstration's result: what was estimated beside what is true.</summary>
/// <param name="Swarm">Name of the swarm.</param>
/// <param name="Tracker">The tracker; null for all trackers together.</param>
/// <param name="Claimed">What it claims, seeders and leechers; null if nothing.</param>
/// <param name="Size">The estimate; null if the tracker never answered.</param>
/// <param name="Truth">Peers there really are on this tracker, or in the swarm; null where there is no truth to know.</param>
internal sealed record DemoRow(string Swarm, DemoTracker? Tracker, long? Claimed, SizeEstimate? Size, int? Truth)
{
    /// <summary>Whether the truth lies in the interval; null without estimate or truth.</summary>
    public bool? Holds => Truth is { } truth && Size is { Method: not SizeMethod.None } size
        ? truth >= Math.Floor(size.Low) && truth <= Math.Ceiling(size.High ?? double.MaxValue)
        : null;

    /// <summary>The verdict in a word: what was caught is worth more than what happens to fit.</summary>
    public string Verdict => this switch
    {
        { Size.IsSuspect: true } => $"caught: {SizeText.Flags(Size.Flags)}",
        { Holds: true } => "holds",
        { Holds: false } => "MISSES",
        _ => "no answer",
    };

    /// <summary>The lines of one swarm: each tracker, then all together.</summary>
    public static IEnumerable<DemoRow> Of(DemoWorld world, TorrentStatus torrent)
    {
        var (name, infoHash) = (torrent.Target.Name!, torrent.Target.InfoHash);
        foreach (var tracker in world.Trackers)
        {
            var estimate = Snapshot(torrent, estimate => tracker.Url.Equals(estimate.Tracker));
            yield return new DemoRow(name, tracker, estimate?.Complete + estimate?.Incomplete, estimate?.Size, world.Truth(infoHash, tracker.Url)?.Peers);
        }

        yield return new DemoRow(name, null, null, Snapshot(torrent, estimate => estimate.Tracker is null)?.Size, world.Truth(infoHash)?.Peers);
    }

    private static SwarmEstimate? Snapshot(TorrentStatus torrent, Func<SwarmEstimate, bool> wanted) =>
        torrent.Estimates.FirstOrDefault(estimate => estimate.Kind == EstimateKind.Snapshot && wanted(estimate));
}
