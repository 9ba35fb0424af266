using System.Text.Json;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;
using Crawler.Web.Operating;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Shapes;

/// <summary>One step of a tracker's course.</summary>
public sealed record TrackerPointShape
{
    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Quarters of an hour in which calls said something.</summary>
    public required long Known { get; init; }

    /// <summary>Those with an answer.</summary>
    public required long Up { get; init; }

    /// <summary>Calls by what came of them, what did not occur left out. `unknown` is our own outage, `blocked` all that was never called.</summary>
    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>Median round trip, milliseconds; null without answers.</summary>
    public required double? P50Ms { get; init; }

    /// <summary>The 95th of a hundred; null without answers.</summary>
    public required double? P95Ms { get; init; }

    /// <summary>Peers named, each as often as it was.</summary>
    public required long PeersNamed { get; init; }

    /// <summary>The `interval` asked for last, seconds as sent; null without.</summary>
    public required long? Interval { get; init; }

    internal static TrackerPointShape Of(TrackerPoint point) => new()
    {
        At = point.At,
        Known = point.Known,
        Up = point.Up,
        Outcomes = point.Outcomes.ToDictionary(one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Key.ToString()), one => one.Value),
        P50Ms = Words.Milliseconds(point.P50),
        P95Ms = Words.Milliseconds(point.P95),
        PeersNamed = point.PeersNamed,
        Interval = point.IntervalAsked,
    };
}

/// <summary>A quarter of an hour of a tracker.</summary>
public sealed record BeatShape
{
    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether any call in it was answered, over any family.</summary>
    public required bool IsUp { get; init; }
}

/// <summary>A tracker that was found up after being down, or the other way round.</summary>
public sealed record TurnShape
{
    /// <summary>Its number.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Its announce URL, without what may be a passkey.</summary>
    public required string Tracker { get; init; }

    /// <summary>The quarter of an hour in which it was found so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it was found.</summary>
    public required bool IsUp { get; init; }

    /// <summary>How long it had been the other way, seconds; null if nobody looked before.</summary>
    public required double? BeforeS { get; init; }

    internal static TurnShape Of(TrackerTurn turn) => new()
    {
        TrackerId = turn.TrackerId,
        Tracker = turn.Tracker,
        At = turn.At,
        IsUp = turn.IsUp,
        BeforeS = turn.Before?.TotalSeconds,
    };
}

/// <summary>What a check of a tracker came to.</summary>
public sealed record CheckShape
{
    /// <summary>What came of the call; null if none was made.</summary>
    public required AttemptOutcome? Outcome { get; init; }

    /// <summary>Round trip, milliseconds; null without an answer.</summary>
    public required double? RoundTripMs { get; init; }

    /// <summary>One line for a person: what it answered, or why it was not called and when it may be.</summary>
    public required string Says { get; init; }

    internal static CheckShape Of(TrackerCheck check) => new()
    {
        Outcome = check.Outcome,
        RoundTripMs = Words.Milliseconds(check.RoundTrip),
        Says = UrlsInText.Redact(check.Says)!,
    };
}
