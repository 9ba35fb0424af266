using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Trackers;

/// <summary>
/// How long a tracker is left alone after a failure: doubling from a base to a ceiling, by class.
/// </summary>
public static class Backoff
{
    /// <summary>Spread of a delay: up to a quarter longer, so that torrents which failed together do not return together.</summary>
    private const double JitterShare = 0.25;

    /// <summary>The delay after the n-th failure in a row.</summary>
    /// <param name="attempt">What happened.</param>
    /// <param name="failures">Failures in a row, this one included; at least 1.</param>
    /// <param name="random">Uniform in [0, 1).</param>
    public static TimeSpan After(Attempt attempt, int failures, double random)
    {
        var (first, ceiling) = attempt.RefusalKind is { } kind ? Range(kind) : Range(attempt.Outcome);
        var doublings = Math.Min(failures - 1, 20);
        var delay = Math.Min(first.TotalSeconds * Math.Pow(2, doublings), ceiling.TotalSeconds);
        return TimeSpan.FromSeconds(delay * (1 + (JitterShare * random)));
    }

    private static (TimeSpan First, TimeSpan Ceiling) Range(AttemptOutcome outcome) => outcome switch
    {
        // Our own fault: look again soon, and never longer.
        AttemptOutcome.Unknown => (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)),
        // The wire: often gone in a moment.
        AttemptOutcome.Timeout or AttemptOutcome.ConnectFailed or AttemptOutcome.TlsFailed or AttemptOutcome.DnsFailed or AttemptOutcome.HttpError
            => (TimeSpan.FromSeconds(15), TimeSpan.FromHours(1)),
        AttemptOutcome.Overloaded => (TimeSpan.FromMinutes(2), TimeSpan.FromHours(4)),
        // Broken software is seldom mended within minutes.
        AttemptOutcome.Malformed => (TimeSpan.FromMinutes(2), TimeSpan.FromHours(4)),
        // Only a change of DNS can help.
        _ => (TimeSpan.FromHours(1), TimeSpan.FromHours(24)),
    };

    /// <summary>The tracker answered and said no; how lasting that is stands in its words.</summary>
    private static (TimeSpan First, TimeSpan Ceiling) Range(RefusalKind kind) => kind switch
    {
        RefusalKind.UnregisteredTorrent or RefusalKind.NotAuthorised => (TimeSpan.FromHours(1), TimeSpan.FromHours(24)),
        RefusalKind.TooSoon => (TimeSpan.FromMinutes(5), TimeSpan.FromHours(4)),
        _ => (TimeSpan.FromMinutes(1), TimeSpan.FromHours(2)),
    };
}
