using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Trackers;

/// <summary>
/// Our standing with one tracker for one torrent: a pure state machine. The torrent actor owns it, so it survives every
/// restart of the actor that does the calling; the store keeps it, so it survives the process.
/// </summary>
public sealed record TrackerSession
{
    /// <summary>While a call is out, the next one is put off this far: a crash in between does not make us call twice.</summary>
    private static readonly TimeSpan WhileInFlight = TimeSpan.FromMinutes(5);

    // Times as ticks, small numbers as bytes: a crawl holds half a million of these.
    private const long Unknown = -1;

    private readonly long _notBefore;
    private readonly long _dueAt;
    private readonly long _interval = Unknown;
    private readonly long _minInterval = Unknown;
    private readonly ushort _portOffset;
    private readonly byte _family;
    private readonly byte _identity;

    /// <summary>The tracker and its place in the announce list.</summary>
    public required TierEntry Entry { get; init; }

    /// <summary>The tracker.</summary>
    public TrackerUrl Url => Entry.Url;

    /// <summary>
    /// The address family measured. Unspecified until the first call found an address; from then on that family alone,
    /// so that IPv4 and IPv6 keep verdicts of their own (BEP 7).
    /// </summary>
    public AddressFamily Family
    {
        get => (AddressFamily)_family;
        init => _family = checked((byte)value);
    }

    /// <summary>Under which of our peer ids, from 0; fewer than <see cref="AnnounceIdentity.MostIdentities"/>.</summary>
    public int Identity
    {
        get => _identity;
        init => _identity = checked((byte)value);
    }

    /// <summary>Added to the port we claim, where a tracker is told one of its own (<see cref="Measuring.Canary"/>); 0–65535.</summary>
    public int PortOffset
    {
        get => _portOffset;
        init => _portOffset = checked((ushort)value);
    }

    /// <summary>Whether it is of a canary and not of a swarm.</summary>
    public bool IsOfCanary => PortOffset > 0;

    /// <summary>What it gave us to send back; kept when a later answer omits it.</summary>
    public TrackerId? TrackerId { get; init; }

    /// <summary>Its <c>interval</c>, clamped; null until it named one.</summary>
    public TimeSpan? Interval
    {
        get => _interval == Unknown ? null : new TimeSpan(_interval);
        init => _interval = value?.Ticks ?? Unknown;
    }

    /// <summary>Its <c>min interval</c>, clamped; null until it named one.</summary>
    public TimeSpan? MinInterval
    {
        get => _minInterval == Unknown ? null : new TimeSpan(_minInterval);
        init => _minInterval = value?.Ticks ?? Unknown;
    }

    /// <summary>The tracker's floor: no call before this, whoever asks; UTC.</summary>
    public DateTimeOffset NotBefore
    {
        get => new(_notBefore, TimeSpan.Zero);
        init => _notBefore = value.UtcTicks;
    }

    /// <summary>When we would like to call; never before <see cref="NotBefore"/>; UTC.</summary>
    public DateTimeOffset DueAt
    {
        get => new(_dueAt, TimeSpan.Zero);
        init => _dueAt = value.UtcTicks;
    }

    /// <summary>Calls begun; a result is matched to its call by this.</summary>
    public long AttemptNumber { get; init; }

    /// <summary>The tracker has acknowledged <c>started</c> and counts us; it is owed a <c>stopped</c>.</summary>
    public bool StartedAcknowledged { get; init; }

    /// <summary>Failures in a row.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Whether it is still called.</summary>
    public SessionState State { get; init; }

    /// <summary>The event the next announce carries: <c>started</c> until acknowledged.</summary>
    public AnnounceEvent NextEvent => StartedAcknowledged ? AnnounceEvent.None : AnnounceEvent.Started;

    /// <summary>A tracker we have never called, due at once.</summary>
    public static TrackerSession New(TierEntry entry, DateTimeOffset now, AddressFamily family = AddressFamily.Unspecified, int identity = 0) =>
        new() { Entry = entry, Family = family, Identity = identity, NotBefore = now, DueAt = now };

    /// <summary>
    /// Back from the store: a session that is not due yet keeps its time, one that is overdue is due now, and none is due
    /// before its floor, which a burst may have asked less than. So a restart calls nobody it would not have called, and
    /// half a million sessions do not all come at once. Whether <c>started</c> is sent again is the store's to say: not to
    /// a tracker that still counts us, under the peer id it knows.
    /// </summary>
    public TrackerSession Resumed(DateTimeOffset now) => this with { DueAt = Latest(now, Latest(NotBefore, DueAt)) };

    /// <summary>
    /// A call goes out now. A goodbye leaves the time of the next call, and with it any backoff, as it was; and it is said once,
    /// whatever becomes of it.
    /// </summary>
    public TrackerSession Begin(DateTimeOffset now, AnnounceEvent @event = AnnounceEvent.None) => @event == AnnounceEvent.Stopped
        ? this with { AttemptNumber = AttemptNumber + 1, StartedAcknowledged = false }
        : this with { AttemptNumber = AttemptNumber + 1, DueAt = Latest(now + WhileInFlight, NotBefore) };

    /// <summary>What came of the call, and when the next one is due.</summary>
    /// <param name="attempt">The record of the call.</param>
    /// <param name="policy">What is made of intervals.</param>
    /// <param name="now">When the answer was there.</param>
    /// <param name="random">Uniform in [0, 1), for jitter.</param>
    public TrackerSession Complete(Attempt attempt, IntervalPolicy policy, DateTimeOffset now, double random)
    {
        // A goodbye asks for nothing, but "never again" is heard whenever it is said.
        if (attempt.Event == AnnounceEvent.Stopped) return this with { StartedAcknowledged = false, State = attempt.Outcome == AttemptOutcome.Gone ? SessionState.Gone : State };
        var heard = this with
        {
            Family = Family == AddressFamily.Unspecified ? attempt.Family : Family,
            Interval = policy.Clamp(attempt.IntervalAsked) ?? Interval,
            MinInterval = policy.Clamp(attempt.MinIntervalAsked) ?? MinInterval,
        };
        return attempt.Outcome switch
        {
            AttemptOutcome.Ok when attempt.Kind == AttemptKind.Scrape => heard.Counted(attempt, policy),
            AttemptOutcome.Ok => heard.Succeeded(attempt, policy, now, random),
            AttemptOutcome.Gone or AttemptOutcome.Unsupported => heard with { State = SessionState.Gone, ConsecutiveFailures = ConsecutiveFailures + 1 },
            AttemptOutcome.NoAddress => heard with { State = SessionState.NoAddress },
            _ => heard.Failed(attempt, policy, now, random),
        };
    }

    /// <summary>Nobody will hear what came of a call that is out: it was made, so the tracker's floor binds from now on.</summary>
    /// <param name="policy">The interval of a tracker that named none.</param>
    /// <param name="now">The time.</param>
    public TrackerSession Abandoned(IntervalPolicy policy, DateTimeOffset now)
    {
        var floor = Latest(NotBefore, now + (MinInterval ?? policy.Between(Interval, null)));
        return this with { NotBefore = floor, DueAt = Latest(DueAt, floor) };
    }

    /// <summary>The call was not made (its host is being left alone); it is due later.</summary>
    public TrackerSession Defer(DateTimeOffset until) => this with { DueAt = Latest(until, NotBefore) };

    /// <summary>
    /// The measuring plan wants to look again at a given time. An explicit burst may ask for less than the floor, which goes on
    /// to bind whoever resumes; any failure on the way ends the burst, since then the backoff says when.
    /// </summary>
    public TrackerSession LookAgain(DateTimeOffset at) => this with { DueAt = at };

    /// <summary>The swarm is measured.</summary>
    public TrackerSession Rest() => State == SessionState.Active ? this with { State = SessionState.Resting } : this;

    /// <summary>The swarm is measured again: as soon as the floor allows, and as somebody who was away.</summary>
    public TrackerSession Wake(DateTimeOffset now) => State != SessionState.Resting ? this : this with
    {
        State = SessionState.Active,
        StartedAcknowledged = false,
        DueAt = Latest(now, ConsecutiveFailures > 0 ? DueAt : NotBefore),
    };

    private TrackerSession Succeeded(Attempt attempt, IntervalPolicy policy, DateTimeOffset now, double random)
    {
        var between = policy.Between(Interval, MinInterval);
        return this with
        {
            TrackerId = attempt.Reply?.TrackerId ?? TrackerId,
            StartedAcknowledged = true,
            ConsecutiveFailures = 0,
            NotBefore = now + (MinInterval ?? between),
            DueAt = now + policy.Late(between, random),
        };
    }

    /// <summary>
    /// A scrape was answered: nobody counts us for it. From its beginning and without jitter, so that all who shared the request
    /// are due together and share the next.
    /// </summary>
    private TrackerSession Counted(Attempt attempt, IntervalPolicy policy)
    {
        var next = attempt.At + policy.Between(null, MinInterval);
        return this with { ConsecutiveFailures = 0, NotBefore = next, DueAt = next };
    }

    /// <summary>
    /// Backoff, but not before what the tracker itself asked for: BEP 31 or Retry-After, or an interval beside its refusal.
    /// </summary>
    private TrackerSession Failed(Attempt attempt, IntervalPolicy policy, DateTimeOffset now, double random)
    {
        // Our own outage says nothing of the tracker.
        var failures = attempt.Outcome == AttemptOutcome.Unknown ? ConsecutiveFailures : ConsecutiveFailures + 1;
        var floor = NotBefore;
        if (attempt.Retry?.After is { } after) floor = Latest(floor, now + after);
        if ((policy.Clamp(attempt.MinIntervalAsked) ?? policy.Clamp(attempt.IntervalAsked)) is { } asked) floor = Latest(floor, now + asked);
        return this with
        {
            ConsecutiveFailures = failures,
            NotBefore = floor,
            DueAt = Latest(floor, now + Backoff.After(attempt, Math.Max(failures, 1), random)),
        };
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
