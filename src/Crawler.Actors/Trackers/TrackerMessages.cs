using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Trackers;

/// <summary>Between a torrent actor and its tracker actors.</summary>
public static class TrackerMessages
{
    /// <summary>Child to parent on every start: hand me my session.</summary>
    public sealed record SessionWanted(int Index);

    /// <summary>Parent to child: here it is.</summary>
    public sealed record SessionHanded(TrackerSession Session);

    /// <summary>Child to parent: the session as it now stands, and the attempt that moved it, if one did.</summary>
    public sealed record SessionAdvanced(int Index, TrackerSession Session, Attempt? Attempt);

    /// <summary>Parent to child: say <c>stopped</c> if the tracker counts us, then end.</summary>
    public sealed record Leave
    {
        /// <summary>The one instance.</summary>
        public static readonly Leave Instance = new();
    }

    /// <summary>Child to parent: done leaving.</summary>
    public sealed record Left(int Index);

    /// <summary>Timer: the call numbered <paramref name="AttemptNumber"/> + 1 is due.</summary>
    internal sealed record Due(long AttemptNumber);
}
