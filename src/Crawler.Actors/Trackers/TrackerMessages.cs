using Akka.Actor;
using Crawler.Actors.Observations;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Trackers;

/// <summary>Between a torrent actor and its tracker actors.</summary>
public static class TrackerMessages
{
    /// <summary>Child to parent on every start: what have I to do?</summary>
    public sealed record SessionWanted(int Index) : INoSerializationVerificationNeeded;

    /// <summary>Parent to child: this call, begun already; or nothing, and then it ends.</summary>
    /// <param name="Session">The session as it stands while the call is out.</param>
    /// <param name="Event">What to announce; null for nothing.</param>
    /// <param name="DueAt">When it was due; a goodbye is due at once.</param>
    public sealed record SessionHanded(TrackerSession Session, AnnounceEvent? Event, DateTimeOffset DueAt) : INoSerializationVerificationNeeded;

    /// <summary>Child to parent: the session as it now stands, and what came of the call; null if none was made.</summary>
    public sealed record SessionAdvanced(int Index, TrackerSession Session, Attempt? Attempt) : INoSerializationVerificationNeeded
    {
        /// <summary>The call's trace; null where it has none.</summary>
        internal CallTrace? Trace { get; init; }
    }

    /// <summary>Parent to child: a call that has not left yet is not to leave; a goodbye is.</summary>
    public sealed record Withdraw : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly Withdraw Instance = new();
    }

    /// <summary>Child to parent, last of all and whatever ended it.</summary>
    public sealed record Ended(int Index) : INoSerializationVerificationNeeded;
}
