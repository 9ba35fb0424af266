using Crawler.Protocol.Attempts;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>The record of a call that was not made because somebody opted out.</summary>
internal static class OptedOut
{
    /// <summary>Counts neither for nor against the tracker, of which it says nothing; ends the session.</summary>
    public static Attempt Attempt(TrackerCall call, string reason, DateTimeOffset now) => new()
    {
        Kind = call is { CountsOnly: true, IsFarewell: false } ? AttemptKind.Scrape : AttemptKind.Announce,
        InfoHash = call.Request.InfoHash,
        Tracker = call.Tracker,
        Event = call.Request.Event,
        NumWant = call.Request.NumWant,
        Family = call.Family,
        At = now,
        Stage = AttemptStage.Prepare,
        Outcome = AttemptOutcome.Unsupported,
        ErrorText = reason,
    };
}
