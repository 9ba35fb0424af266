using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Targets;

/// <summary>All targets of a command, each swarm once, and what could not be used.</summary>
public sealed class TargetSet
{
    private TargetSet(IReadOnlyList<Target> targets, IReadOnlyList<TargetProblem> problems) => (Targets, Problems) = (targets, problems);

    /// <summary>In the order first met.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>In the order met.</summary>
    public IReadOnlyList<TargetProblem> Problems { get; }

    /// <summary>Reads all of <paramref name="arguments"/>; the same swarm met again adds its trackers to the first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<TargetSet> ReadAsync(IEnumerable<string> arguments, Stream standardInput, CancellationToken cancellation)
    {
        List<TargetProblem> problems = [];
        List<Target> targets = [];
        Dictionary<InfoHash, int> places = [];
        await foreach (var target in new TargetReader(standardInput, problems.Add).ReadAsync(arguments, cancellation).ConfigureAwait(false))
        {
            if (places.TryAdd(target.InfoHash, targets.Count)) targets.Add(target);
            else targets[places[target.InfoHash]] = United(targets[places[target.InfoHash]], target);
        }

        return new TargetSet(targets, problems);
    }

    /// <summary>The same with <paramref name="trackers"/> added to every target.</summary>
    public TargetSet With(IReadOnlyList<TrackerUrl> trackers) => trackers.Count == 0
        ? this
        : new TargetSet([.. Targets.Select(target => target with { Trackers = target.Trackers.With(trackers) })], Problems);

    /// <summary>The same without targets that name no usable tracker; each of these is a problem instead.</summary>
    public TargetSet WithTrackersOnly()
    {
        var without = Targets.Where(target => target.Trackers.Entries.Count == 0).Select(NoTracker).Distinct();
        return new TargetSet([.. Targets.Where(target => target.Trackers.Entries.Count > 0)], [.. Problems, .. without]);
    }

    /// <summary>What to say of a target that names no usable tracker.</summary>
    public static TargetProblem NoTracker(Target target)
    {
        var where = target.Source is null or "infohash" or "magnet" ? $"{target.Source ?? "infohash"} {target.InfoHash}" : target.Source;
        var why = target.Trackers.Rejected.Count > 0 ? $"none of its trackers can be used ({target.Trackers.Rejected[0].Problem})"
            : target.Source == "infohash" ? "an infohash names no tracker"
            : "its announce list is empty";
        return new TargetProblem(where, null, $"{why}: add one with --tracker URL");
    }

    private static Target United(Target first, Target again) => first with
    {
        FullV2Hash = first.FullV2Hash ?? again.FullV2Hash,
        Name = first.Name ?? again.Name,
        Size = first.Size ?? again.Size,
        IsPrivate = first.IsPrivate || again.IsPrivate,
        Trackers = again.Trackers.Entries.Count == 0 ? first.Trackers
            : first.Trackers.Entries.Count == 0 ? again.Trackers
            : first.Trackers.With(again.Trackers.Entries.Select(entry => entry.Url)),
    };
}
