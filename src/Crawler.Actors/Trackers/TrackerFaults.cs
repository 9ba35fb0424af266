using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Trackers;

/// <summary>Base of what a tracker actor throws after its session is updated, for its supervisor to act on.</summary>
public abstract class TrackerFaultException(string message) : Exception(message);

/// <summary>The tracker refused in its own words.</summary>
public sealed class TrackerRefusedException(string message) : TrackerFaultException(message);

/// <summary>The tracker's answer could not be read.</summary>
public sealed class MalformedReplyException(string message) : TrackerFaultException(message);

/// <summary>The tracker does not want to hear from us again, or cannot.</summary>
public sealed class TrackerGoneException(string message) : TrackerFaultException(message);

/// <summary>Which outcome is a fault, and what the supervisor does about it (docs/architecture.md).</summary>
public static class TrackerFaults
{
    /// <summary>Bugs a torrent's tracker actors may have in all before the torrent itself is restarted.</summary>
    public const int MaxBugs = 10;

    /// <summary>The fault to throw for an outcome; null for success and for what the session's backoff deals with.</summary>
    public static TrackerFaultException? Of(Attempt attempt) => attempt.Outcome switch
    {
        AttemptOutcome.Refused => new TrackerRefusedException(attempt.ErrorText ?? "refused"),
        AttemptOutcome.Malformed => new MalformedReplyException(attempt.ErrorText ?? "malformed"),
        AttemptOutcome.Gone or AttemptOutcome.Unsupported or AttemptOutcome.NoAddress => new TrackerGoneException(attempt.ErrorText ?? "gone"),
        _ => null,
    };
}
