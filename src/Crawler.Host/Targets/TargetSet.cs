using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Targets;

/// <summary>All targets of a command, each swarm once, and what could not be used.</summary>
public sealed class TargetSet
{
    private TargetSet(IReadOnlyList<Target> targets, IReadOnlyList<TargetProblem> problems, int met) => (Targets, Problems, Met) = (targets, problems, met);

    /// <summary>In the order first met.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>In the order met.</summary>
    public IReadOnlyList<TargetProblem> Problems { get; }

    /// <summary>Targets met, those met again counted again.</summary>
    public int Met { get; }

    /// <summary>Reads all of <paramref name="arguments"/>; the same swarm met again adds its trackers to the first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Task<TargetSet> ReadAsync(IEnumerable<string> arguments, Stream standardInput, CancellationToken cancellation)
    {
        List<TargetProblem> problems = [];
        return OfAsync(new TargetReader(standardInput, problems.Add).ReadAsync(arguments, cancellation), problems);
    }

    /// <summary>The set of some targets that were read already.</summary>
    /// <param name="targets">The same swarm may come several times.</param>
    /// <param name="problems">Filled while the targets are read.</param>
    public static async Task<TargetSet> OfAsync(IAsyncEnumerable<Target> targets, IReadOnlyList<TargetProblem> problems)
    {
        var gathered = new Gathered();
        await foreach (var target in targets.ConfigureAwait(false)) gathered.Add(target);
        return new TargetSet(gathered.Targets, problems, gathered.Met);
    }

    /// <summary>As <see cref="OfAsync"/>, of targets without problems.</summary>
    public static TargetSet Of(IEnumerable<Target> targets)
    {
        var gathered = new Gathered();
        foreach (var target in targets) gathered.Add(target);
        return new TargetSet(gathered.Targets, [], gathered.Met);
    }

    /// <summary>The same with <paramref name="trackers"/> added to every target.</summary>
    public TargetSet With(IReadOnlyList<TrackerUrl> trackers) => trackers.Count == 0
        ? this
        : new TargetSet([.. Targets.Select(target => target with { Trackers = target.Trackers.With(trackers) })], Problems, Met);

    /// <summary>The same without targets that name no usable tracker; each of these is a problem instead.</summary>
    public TargetSet WithTrackersOnly()
    {
        var without = Targets.Where(target => target.Trackers.Entries.Count == 0).Select(NoTracker).Distinct();
        return new TargetSet([.. Targets.Where(target => target.Trackers.Entries.Count > 0)], [.. Problems, .. without], Met);
    }

    /// <summary>What to say of a target that names no usable tracker.</summary>
    public static TargetProblem NoTracker(Target target)
    {
        var where = target.Source is null or "infohash" or "magnet" ? $"{target.Source ?? "infohash"} {target.InfoHash}" : target.Source;
        return new TargetProblem(where, null, $"{WhyNoTracker(target)}: add one with --tracker URL");
    }

    /// <summary>Why a target names no usable tracker, in a few words.</summary>
    public static string WhyNoTracker(Target target) =>
        target.Trackers.Rejected.Count > 0 ? $"none of its trackers can be used ({target.Trackers.Rejected[0].Problem})"
        : target.Source == "infohash" ? "an infohash names no tracker"
        : "its announce list is empty";

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

    private sealed class Gathered
    {
        private readonly Dictionary<InfoHash, int> _places = [];

        public List<Target> Targets { get; } = [];

        public int Met { get; private set; }

        public void Add(Target target)
        {
            Met++;
            if (_places.TryAdd(target.InfoHash, Targets.Count)) Targets.Add(target);
            else Targets[_places[target.InfoHash]] = United(Targets[_places[target.InfoHash]], target);
        }
    }
}
