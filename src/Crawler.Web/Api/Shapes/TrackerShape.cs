using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Views;
using Crawler.Web.Boards;
using Crawler.Web.Listings;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Shapes;

/// <summary>A tracker as it stands, over both families together.</summary>
public sealed record TrackerShape
{
    /// <summary>Its number. Trackers are known by it, as two passkeys on one look alike.</summary>
    public required int Id { get; init; }

    /// <summary>The announce URL, without what may be a passkey.</summary>
    public required string Url { get; init; }

    /// <summary>How it is spoken to.</summary>
    public required TrackerScheme Scheme { get; init; }

    /// <summary>Host name or IP literal, as it may be shown.</summary>
    public required string Host { get; init; }

    /// <summary>Port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether something in the URL was replaced that may be a passkey: it is in no list.</summary>
    public required bool IsSecret { get; init; }

    /// <summary>Whether it answered when it was last asked, refusals included.</summary>
    public required TrackerState State { get; init; }

    /// <summary>What came of its last call; null if it was never called.</summary>
    public required AttemptOutcome? LastOutcome { get; init; }

    /// <summary>When its first call that is still known began; null if it was never called.</summary>
    public required DateTimeOffset? FirstAt { get; init; }

    /// <summary>When its last call began; null if it was never called.</summary>
    public required DateTimeOffset? LastAt { get; init; }

    /// <summary>Torrents it was called for.</summary>
    public required int Torrents { get; init; }

    /// <summary>Families over which it answered in the last 7 days.</summary>
    public required IReadOnlyList<IpFamily> Families { get; init; }

    /// <summary>The last 24 hours.</summary>
    public required TrackerSpanShape Day { get; init; }

    /// <summary>The last 7 days, today included.</summary>
    public required TrackerSpanShape Week { get; init; }

    /// <summary>The last 30 days, today included.</summary>
    public required TrackerSpanShape Month { get; init; }

    /// <summary>The last 365 days, today included.</summary>
    public required TrackerSpanShape Year { get; init; }

    /// <summary>The `interval` it asked for last, seconds as sent; null if it asked for none.</summary>
    public required long? Interval { get; init; }

    /// <summary>The `min interval` it asked for last, seconds as sent; null if it asked for none.</summary>
    public required long? MinInterval { get; init; }

    /// <summary>How far it can be believed, 0–100; null while that is not judged.</summary>
    public required double? Honesty { get; init; }

    /// <summary>What that follows from, a sentence each, worst first.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>Numbers of the trackers that seem to be this one under other names.</summary>
    public required IReadOnlyList<int> Aliases { get; init; }

    internal static TrackerShape Of(BoardTracker tracker)
    {
        var standing = tracker.Standing;
        return new TrackerShape
        {
            Id = standing.Id,
            Url = standing.Url,
            Scheme = standing.Scheme,
            Host = standing.Host,
            Port = standing.Port,
            IsSecret = standing.IsSecret,
            State = TrackerStates.Of(standing.IsUp),
            LastOutcome = standing.LastOutcome,
            FirstAt = standing.FirstAt,
            LastAt = standing.LastAt,
            Torrents = standing.Torrents,
            Families = [.. standing.Families.Select(family => Words.Of(family)).OfType<IpFamily>()],
            Day = TrackerSpanShape.Of(standing.Day),
            Week = TrackerSpanShape.Of(standing.Week),
            Month = TrackerSpanShape.Of(standing.Month),
            Year = TrackerSpanShape.Of(standing.Year),
            Interval = standing.IntervalAsked,
            MinInterval = standing.MinIntervalAsked,
            Honesty = tracker.Honesty,
            Findings = [.. tracker.Findings.Select(finding => UrlsInText.Redact(finding)!)],
            Aliases = tracker.Aliases,
        };
    }
}

/// <summary>A stretch of a tracker's time.</summary>
public sealed record TrackerSpanShape
{
    /// <summary>Share of quarters of an hour with calls in which it answered, 0–1; null if it was not asked.</summary>
    public required double? Uptime { get; init; }

    /// <summary>Quarters of an hour in which a call said something of it, over two families counted twice.</summary>
    public required long Known { get; init; }

    /// <summary>Those in which it answered.</summary>
    public required long Up { get; init; }

    /// <summary>Calls that say something of it: not those that our own network lost.</summary>
    public required long Calls { get; init; }

    /// <summary>Of them, answered usefully.</summary>
    public required long Ok { get; init; }

    /// <summary>Median round trip of its answers, milliseconds; null without any.</summary>
    public required double? P50Ms { get; init; }

    /// <summary>The 95th of a hundred.</summary>
    public required double? P95Ms { get; init; }

    internal static TrackerSpanShape Of(TrackerSpan span) => new()
    {
        Uptime = span.Uptime,
        Known = span.Known,
        Up = span.Up,
        Calls = span.Calls,
        Ok = span.Ok,
        P50Ms = Words.Milliseconds(span.P50),
        P95Ms = Words.Milliseconds(span.P95),
    };
}
