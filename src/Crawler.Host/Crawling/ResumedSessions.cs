using System.Net.Sockets;
using Crawler.Actors.Trackers;
using Crawler.Storage.Journal;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;

namespace Crawler.Host.Crawling;

/// <summary>
/// The sessions with a tracker as the store remembers them, and what the journal knows beyond: calls that were made and
/// whose results a crash has taken. Pure. For such a call the floor binds as it would have, whatever the answer was.
/// </summary>
/// <param name="peerIdSince">Since when we call under the peer id of this run.</param>
/// <param name="now">The time.</param>
internal sealed class ResumedSessions(DateTimeOffset peerIdSince, DateTimeOffset now)
{
    /// <summary>After so many intervals without an announce a tracker has forgotten us; opentracker takes one and a half.</summary>
    private const int IntervalsRemembered = 2;

    /// <summary>The interval of a tracker that named none.</summary>
    private static readonly TimeSpan UsualInterval = IntervalPolicy.Standard.Default;

    /// <summary>Whether tracker ids were given to us, whoever of us asked for them.</summary>
    public bool IsOneClient { get; init; } = true;

    /// <summary>
    /// When a node of the cluster was given up: whatever was due by then and has no later result it may have called, and nobody
    /// knows. It counts as called. Null if none was.
    /// </summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>One session for each address family that was called.</summary>
    /// <param name="tracker">What the store knows.</param>
    /// <param name="calls">What the journal knows of this tracker and torrent.</param>
    public IEnumerable<TrackerSession> Of(ScheduledTracker tracker, IReadOnlyList<JournaledCall> calls)
    {
        var known = Known(tracker, calls).ToList();
        // Never called as far as the store knows, and perhaps called all the same.
        if (known.Count == 0 && LostAt is { } lost && lost + UsualInterval > now) known.Add(TrackerSession.New(tracker.Entry, now).Defer(lost + UsualInterval));
        return known;
    }

    private IEnumerable<TrackerSession> Known(ScheduledTracker tracker, IReadOnlyList<JournaledCall> calls)
    {
        var stored = tracker.Schedules;
        // While the family is not known, a call over whichever the host had binds all of them.
        var isOpen = stored.Any(IsOpen) || (stored.Count == 0 && calls.Any(call => call.Family == AddressFamily.Unspecified));
        if (stored.Count == 0 && isOpen) return [Bound(TrackerSession.New(tracker.Entry, now), null, calls)];
        var known = stored.Select(schedule =>
            Bound(Unheard(SessionOf(tracker, schedule), schedule.AsOf), schedule.AsOf, calls.Where(call => isOpen || call.Family == schedule.Family || call.Family == AddressFamily.Unspecified)));
        var lost = calls.Where(call => !isOpen && call.Family != AddressFamily.Unspecified && stored.All(schedule => schedule.Family != call.Family))
            .GroupBy(call => call.Family)
            .Select(family => Bound(TrackerSession.New(tracker.Entry, now, family.Key), null, family));
        return known.Concat(lost);
    }

    private static bool IsOpen(TrackerSchedule schedule) => schedule.Family == AddressFamily.Unspecified;

    private TrackerSession SessionOf(ScheduledTracker tracker, TrackerSchedule schedule) => new()
    {
        Entry = tracker.Entry,
        Family = schedule.Family,
        TrackerId = IsOneClient ? schedule.TrackerId : null,
        Interval = schedule.Interval,
        NotBefore = schedule.NotBefore,
        DueAt = schedule.DueAt,
        StartedAcknowledged = schedule.StartedAcknowledged && StillCountsUs(schedule),
        ConsecutiveFailures = schedule.Failures,
        State = schedule.State == ScheduleState.Gone ? SessionState.Gone : SessionState.Active,
    };

    /// <summary>Under this run's peer id, and not so long ago that it has forgotten us.</summary>
    private bool StillCountsUs(TrackerSchedule schedule) =>
        schedule.AsOf is { } asOf && asOf >= peerIdSince && now - asOf < IntervalsRemembered * (schedule.Interval ?? UsualInterval);

    /// <summary>Due when its node was lost, and not heard of since: bound as if it had been called at the last moment.</summary>
    private TrackerSession Unheard(TrackerSession session, DateTimeOffset? asOf)
    {
        if (LostAt is not { } lost || session.DueAt > lost || asOf >= lost) return session;
        var floor = lost + (session.Interval ?? UsualInterval);
        return floor > session.NotBefore ? session with { NotBefore = floor, DueAt = floor } : session;
    }

    /// <summary>
    /// A call the store has the result of binds no more than that says. Where there is a second peer id the store does not
    /// tell whose result it has, so all calls bind: late is polite.
    /// </summary>
    private static TrackerSession Bound(TrackerSession session, DateTimeOffset? asOf, IEnumerable<JournaledCall> calls)
    {
        var all = calls.ToList();
        var isUnderOneId = all.TrueForAll(call => call.Identity == 0);
        foreach (var call in all)
        {
            if (isUnderOneId && asOf >= call.At) continue;
            var notBefore = session.NotBefore > call.Until ? session.NotBefore : call.Until;
            session = session with { NotBefore = notBefore, DueAt = session.DueAt > notBefore ? session.DueAt : notBefore };
        }

        return session;
    }
}
