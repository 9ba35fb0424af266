using System.Net.Sockets;
using Akka.Actor;
using Crawler.Actors.Observations;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Hosts;

/// <summary>Between tracker actors and the gate of their tracker's host.</summary>
public static class HostMessages
{
    /// <summary>Tracker actor to host: make this call when the host allows; one per tracker actor at a time.</summary>
    public sealed record TrackerCall(TrackerUrl Tracker, AddressFamily Family, AnnounceRequest Request, long AttemptNumber) : INoSerializationVerificationNeeded
    {
        /// <summary>When it should have gone: who has waited longest goes first. Null: now, as with a goodbye.</summary>
        public DateTimeOffset? DueAt { get; init; }

        /// <summary>A scrape suffices: the gate asks about many swarms in one request.</summary>
        public bool CountsOnly { get; init; }

        /// <summary>How long the tracker must not be called again after this call, as far as is known; for the journal.</summary>
        public TimeSpan Floor { get; init; }

        /// <summary>Under which of our peer ids; 0 is the first.</summary>
        public int Identity { get; init; }

        /// <summary>A <c>stopped</c>: goes before the others, since time is short.</summary>
        public bool IsFarewell => Request.Event == AnnounceEvent.Stopped;
    }

    /// <summary>
    /// Tracker actor to host: if my call waits still, hand it back. Answered like any call, by <see cref="CallDeferred"/> or, where
    /// it had left, by what came of it.
    /// </summary>
    public sealed record Withdraw(TrackerUrl Tracker, long AttemptNumber) : INoSerializationVerificationNeeded;

    /// <summary>Host to tracker actor: the call was made.</summary>
    public sealed record CallCompleted(long AttemptNumber, Attempt Attempt) : INoSerializationVerificationNeeded
    {
        /// <summary>Its trace; null where it has none.</summary>
        internal CallTrace? Trace { get; init; }
    }

    /// <summary>Host to tracker actor: not made, the host is down or the crawl ends; ask again after <paramref name="Until"/>.</summary>
    public sealed record CallDeferred(long AttemptNumber, DateTimeOffset Until) : INoSerializationVerificationNeeded;

    /// <summary>Host to tracker actor: the client itself failed, which is a bug.</summary>
    public sealed record CallBroken(long AttemptNumber, Exception Cause) : INoSerializationVerificationNeeded;

    /// <summary>To the hosts: <see cref="CallGate.Rates"/> are others now; who waits may perhaps go.</summary>
    public sealed record RatesChanged : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly RatesChanged Instance = new();
    }

    /// <summary>To the hosts: our share of one of them is another now.</summary>
    public sealed record ShareChanged(string Host) : INoSerializationVerificationNeeded;

    /// <summary>To the hosts, last of all: not even goodbyes go out any more, so that none is answered when nobody writes it down.</summary>
    public sealed record Shut : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly Shut Instance = new();
    }

    /// <summary>To the hosts, when a crawl ends: what waits is handed back, and from now on only goodbyes go.</summary>
    public sealed record GoodbyesOnly : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly GoodbyesOnly Instance = new();
    }

    /// <summary>From the hosts: all that waited was handed back.</summary>
    public sealed record HandedBack : INoSerializationVerificationNeeded
    {
        /// <summary>The one instance.</summary>
        public static readonly HandedBack Instance = new();
    }
}
