using Crawler.Storage.Views;

namespace Crawler.Web.Boards;

/// <summary>All trackers as they stood a moment ago, kept in memory so that every page and list is made of the same.</summary>
public interface ITrackerBoard
{
    /// <summary>The latest look; <see cref="TrackerBoard.None"/> before the first.</summary>
    TrackerBoard Current { get; }
}

/// <summary>One look at all trackers.</summary>
/// <param name="At">When it was taken; null before the first.</param>
/// <param name="Trackers">All of them, in order of number.</param>
/// <param name="Turns">Trackers that turned up or down in the last 24 hours, latest first, at most 500.</param>
public sealed record TrackerBoard(DateTimeOffset? At, IReadOnlyList<BoardTracker> Trackers, IReadOnlyList<TrackerTurn> Turns)
{
    /// <summary>Nobody looked yet.</summary>
    public static readonly TrackerBoard None = new(null, [], []);

    private readonly Lazy<IReadOnlyDictionary<int, BoardTracker>> _byId = new(() => Trackers.ToDictionary(tracker => tracker.Standing.Id));

    /// <summary>Whether honesty was judged by then; before, nobody's is known.</summary>
    public bool IsJudged { get; init; }

    /// <summary>The tracker of a number; null if there is none.</summary>
    public BoardTracker? Find(int id) => _byId.Value.GetValueOrDefault(id);
}

/// <summary>One tracker.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Honesty">How far it can be believed, 0–100; null while that is not judged.</param>
/// <param name="Findings">What that follows from, a sentence each, worst first.</param>
/// <param name="Aliases">Numbers of the trackers that seem to be this one under other names.</param>
public sealed record BoardTracker(TrackerStanding Standing, double? Honesty, IReadOnlyList<string> Findings, IReadOnlyList<int> Aliases);
