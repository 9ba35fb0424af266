using Crawler.Host.Terminal;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary>A failed attempt as one line: who, and in whose words.</summary>
internal static class TrackerErrors
{
    public static UserException Of(Attempt attempt) => UserException.Failed(Line(attempt));

    public static string Line(Attempt attempt) => Line(attempt.Tracker, attempt.Outcome, attempt.ErrorText);

    public static string Line(TrackerUrl tracker, AttemptOutcome outcome, string? error) => outcome switch
    {
        AttemptOutcome.Refused or AttemptOutcome.Gone => $"{tracker} refused: {error}",
        AttemptOutcome.Blocked => $"{tracker}: {error}",
        _ => $"{tracker} failed: {error}",
    };
}
