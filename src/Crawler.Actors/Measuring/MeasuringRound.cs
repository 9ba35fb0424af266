using System.Collections.Immutable;
using Crawler.Actors.Torrents;

namespace Crawler.Actors.Measuring;

/// <summary>
/// One measurement of one swarm, pure: which of its sessions have looked enough, and whether all have. A session that keeps
/// failing is not waited for.
/// </summary>
/// <param name="BeganAt">When it began.</param>
public sealed record MeasuringRound(DateTimeOffset BeganAt)
{
    /// <summary>Failures and deferrals in a row after which a session is not waited for.</summary>
    private const int MissesWaitedFor = 3;

    private ImmutableHashSet<int> Done { get; init; } = [];

    private ImmutableDictionary<int, int> Misses { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>A session's tracker was looked at enough.</summary>
    public MeasuringRound Finished(int index) => this with { Done = Done.Add(index) };

    /// <summary>A session was answered.</summary>
    public MeasuringRound Answered(int index) => this with { Misses = Misses.Remove(index) };

    /// <summary>A session's call failed, or was put off because its host is down.</summary>
    public MeasuringRound Missed(int index) => this with { Misses = Misses.SetItem(index, Misses.GetValueOrDefault(index) + 1) };

    /// <summary>Whether a session is waited for no longer.</summary>
    public bool IsDone(int index) => Done.Contains(index) || Misses.GetValueOrDefault(index) >= MissesWaitedFor;

    /// <summary>Whether no session that should be calling is waited for.</summary>
    public bool IsOver(TrackerRoster roster) => roster.Calling.All(IsDone);
}
