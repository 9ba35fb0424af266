using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Hosts;

/// <summary>Between tracker actors and the gate of their tracker's host.</summary>
public static class HostMessages
{
    /// <summary>Tracker actor to host: make this call when the host allows; one per tracker actor at a time.</summary>
    public sealed record TrackerCall(TrackerUrl Tracker, AddressFamily Family, AnnounceRequest Request, long AttemptNumber)
    {
        /// <summary>A <c>stopped</c>: goes before the others, since time is short.</summary>
        public bool IsFarewell => Request.Event == AnnounceEvent.Stopped;

        /// <summary>When the session was due; a goodbye is due at once.</summary>
        public DateTimeOffset DueAt { get; init; }

        /// <summary>The claimed counts suffice: a scrape will do.</summary>
        public bool CountsOnly { get; init; }

        /// <summary>How long the tracker must not be called again after this, as far as is known.</summary>
        public TimeSpan Floor { get; init; }

        /// <summary>Under which of our peer ids, from 0.</summary>
        public int Identity { get; init; }
    }

    /// <summary>Host to tracker actor: the call was made.</summary>
    public sealed record CallCompleted(long AttemptNumber, Attempt Attempt);

    /// <summary>Host to tracker actor: not made, the host is down; ask again after <paramref name="Until"/>.</summary>
    public sealed record CallDeferred(long AttemptNumber, DateTimeOffset Until);

    /// <summary>Host to tracker actor: the client itself failed, which is a bug.</summary>
    public sealed record CallBroken(long AttemptNumber, Exception Cause);
}
