using Crawler.Protocol.Attempts;

namespace Crawler.Web.Operating;

/// <summary>Calls one tracker now, because a person asked. As polite as a crawl: what may not be called now is not.</summary>
public interface ITrackerCheck
{
    /// <summary>Checks a tracker: asks it for the counts of one of its torrents, which registers nobody, and records the call.</summary>
    /// <param name="tracker">Its number.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<TrackerCheck> CheckAsync(int tracker, CancellationToken cancellation);
}

/// <summary>What a check came to.</summary>
/// <param name="Outcome">What came of the call; null if none was made.</param>
/// <param name="RoundTrip">Round trip; null without an answer.</param>
/// <param name="Says">One line for a person: what it answered, or why it was not called and when it may be.</param>
public sealed record TrackerCheck(AttemptOutcome? Outcome, TimeSpan? RoundTrip, string Says);
