using Crawler.Host.Terminal;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Commands;

/// <summary>A failed attempt as one line: who, and in whose words.</summary>
internal static class TrackerErrors
{
    public static UserException Of(Attempt attempt) => UserException.Failed(Line(attempt));

    public static string Line(Attempt attempt) => attempt.Outcome switch
    {
        AttemptOutcome.Refused or AttemptOutcome.Gone => $"{attempt.Tracker} refused: {attempt.ErrorText}",
        AttemptOutcome.Blocked => $"{attempt.Tracker}: {attempt.ErrorText}",
        _ => $"{attempt.Tracker} failed: {attempt.ErrorText}",
    };
}
