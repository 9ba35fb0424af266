using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Attempts;

/// <summary>
/// The record of one call to one tracker, whatever came of it: the one type that crosses all rooms. Failed attempts
/// are records too; they are the denominator of availability.
/// </summary>
public sealed record Attempt
{
    /// <summary>Announce or scrape.</summary>
    public required AttemptKind Kind { get; init; }

    /// <summary>The swarm asked about.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The tracker asked.</summary>
    public required TrackerUrl Tracker { get; init; }

    /// <summary>The event announced.</summary>
    public AnnounceEvent Event { get; init; }

    /// <summary>Peers asked for; −1 for the tracker's default.</summary>
    public int NumWant { get; init; } = AnnounceRequest.DefaultNumWant;

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The address spoken to; null where none was reached.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The address family measured: that of <see cref="Address"/>, else the one asked for; unspecified if neither is known.</summary>
    public AddressFamily Family { get; init; } = AddressFamily.Unspecified;

    /// <summary>Ourselves as this tracker would list us, so that we are not counted; null if unknown.</summary>
    public PeerEndpoint? OwnEndpoint { get; init; }

    /// <summary>How far it came.</summary>
    public required AttemptStage Stage { get; init; }

    /// <summary>What came of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Time spent looking up the host name.</summary>
    public TimeSpan? DnsTime { get; init; }

    /// <summary>Time from the first byte sent to the whole answer, name lookup not included; null without an answer.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>HTTP status code; null over UDP or before one came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Bytes of the answer as they came over the wire (HTTP: body).</summary>
    public int? BytesReceived { get; init; }

    /// <summary>Requests sent: HTTP hops, UDP datagrams with retransmissions.</summary>
    public int Transmissions { get; init; }

    /// <summary>The reply to an announce; null unless <see cref="Outcome"/> is <see cref="AttemptOutcome.Ok"/>.</summary>
    public AnnounceReply? Reply { get; init; }

    /// <summary>The counts of a scrape; null unless it was answered for this swarm.</summary>
    public ScrapeCounts? Counts { get; init; }

    /// <summary><c>interval</c> as the tracker sent it, in replies and refusals alike; seconds.</summary>
    public long? IntervalAsked { get; init; }

    /// <summary><c>min interval</c> as the tracker sent it; seconds.</summary>
    public long? MinIntervalAsked { get; init; }

    /// <summary>What the session made of it: the time until the next attempt.</summary>
    public TimeSpan? IntervalUsed { get; init; }

    /// <summary>When the tracker wants to hear from us again, if it said so.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary>What went wrong in one line: sanitised, bounded, redacted. Null on success.</summary>
    public string? ErrorText { get; init; }

    /// <summary>What a refusal is about, by its words; null unless <see cref="Outcome"/> is <see cref="AttemptOutcome.Refused"/>.</summary>
    public RefusalKind? RefusalKind => Outcome == AttemptOutcome.Refused ? RefusalWords.KindOf(ErrorText ?? "") : null;

    /// <summary>Whether the tracker answered usefully.</summary>
    public bool Succeeded => Outcome == AttemptOutcome.Ok;

    /// <summary>An attempt that ended before or without an answer.</summary>
    public Attempt Failed(AttemptStage stage, AttemptOutcome outcome, string error) =>
        this with { Stage = stage, Outcome = outcome, ErrorText = Tracker.Redact(error) };

    /// <summary>An announce about to begin.</summary>
    internal static Attempt Announcing(TrackerUrl tracker, AnnounceRequest request, TimeProvider time) =>
        Begun(AttemptKind.Announce, tracker, request.InfoHash, time, request.Event, request.NumWant);

    /// <summary>A scrape about to begin.</summary>
    internal static Attempt Scraping(TrackerUrl tracker, InfoHash hash, TimeProvider time) => Begun(AttemptKind.Scrape, tracker, hash, time);

    private static Attempt Begun(
        AttemptKind kind, TrackerUrl tracker, InfoHash hash, TimeProvider time, AnnounceEvent @event = default, int numWant = AnnounceRequest.DefaultNumWant) =>
        new()
        {
            Kind = kind,
            Event = @event,
            NumWant = numWant,
            InfoHash = hash,
            Tracker = tracker,
            At = time.GetUtcNow(),
            Stage = AttemptStage.Prepare,
            Outcome = AttemptOutcome.Ok,
        };
}
