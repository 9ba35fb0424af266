using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Views;

/// <summary>One step of a tracker's course, or of all trackers'.</summary>
public sealed record TrackerPoint
{
    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Quarters of an hour in which calls said something.</summary>
    public required long Known { get; init; }

    /// <summary>Those with an answer.</summary>
    public required long Up { get; init; }

    /// <summary>Calls by what came of them; those that did not occur left out. <see cref="AttemptOutcome.Unknown"/> is our own outage, <see cref="AttemptOutcome.Blocked"/> all that was never called.</summary>
    public required IReadOnlyDictionary<AttemptOutcome, long> Outcomes { get; init; }

    /// <summary>Median round trip; null without answers.</summary>
    public required TimeSpan? P50 { get; init; }

    /// <summary>The 95th of a hundred; null without answers.</summary>
    public required TimeSpan? P95 { get; init; }

    /// <summary>Peers named, each as often as it was.</summary>
    public required long PeersNamed { get; init; }

    /// <summary>The <c>interval</c> asked for last, seconds; null without, and over all trackers.</summary>
    public required long? IntervalAsked { get; init; }
}

/// <summary>A quarter of an hour of a tracker.</summary>
/// <param name="At">When it begins.</param>
/// <param name="IsUp">Whether any call in it was answered, over any family.</param>
public readonly record struct Beat(DateTimeOffset At, bool IsUp);

/// <summary>A tracker that was found up after being down, or the other way round.</summary>
/// <param name="TrackerId">Its number.</param>
/// <param name="Tracker">Its URL, redacted.</param>
/// <param name="At">The quarter of an hour in which it was found so.</param>
/// <param name="IsUp">How it was found.</param>
/// <param name="Before">How long it had been the other way; null if nobody looked before.</param>
public sealed record TrackerTurn(int TrackerId, string Tracker, DateTimeOffset At, bool IsUp, TimeSpan? Before);
