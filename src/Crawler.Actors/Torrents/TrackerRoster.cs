using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>
/// The sessions of one torrent and what each has to say: pure. All of them announce as a rule; where a host turns out to have
/// addresses of both families, one for each (BEP 7); where we appear under several peer ids, one for each of them; of a private
/// torrent one at a time, in the order of its announce list, the next when one fails (BEP 27). Its torrent actor owns it.
/// </summary>
/// <param name="target">The torrent.</param>
/// <param name="families">Families measured.</param>
/// <param name="identities">Peer ids we appear under; a private torrent and a canary are announced under one.</param>
/// <param name="countsOnly">Whether trackers are only asked for counts, which is no announce and has no events.</param>
public sealed class TrackerRoster(Target target, AddressFamilies families, int identities = 1, bool countsOnly = false)
{
    private readonly int _identities = target.IsPrivate || target.IsCanary ? 1 : identities;
    private TrackerSession[] _all = [];
    private int _turn;

    /// <summary>How many sessions there are.</summary>
    public int Count => _all.Length;

    /// <summary>How many of them are called whenever due.</summary>
    public int Active => _all.Count(session => session.State == SessionState.Active);

    /// <summary>Indices of all sessions.</summary>
    public IEnumerable<int> Indices => Enumerable.Range(0, _all.Length);

    /// <summary>A session by its index, which it keeps.</summary>
    public TrackerSession this[int index] => _all[index];

    /// <summary>Indices of the sessions that should be calling.</summary>
    public IEnumerable<int> Calling => Indices.Where(IsCalling);

    /// <summary>
    /// When a session has something to say: at once if it owes a goodbye, when it is due if it should be calling, else never.
    /// </summary>
    /// <param name="index">Which.</param>
    /// <param name="isLeaving">Whether the swarm is being left.</param>
    /// <param name="what">What it will be.</param>
    public DateTimeOffset? SpeaksAt(int index, bool isLeaving, out AnnounceEvent what)
    {
        var session = _all[index];
        what = AnnounceEvent.Stopped;
        if (OwesGoodbye(index, isLeaving)) return DateTimeOffset.MinValue;
        what = countsOnly ? AnnounceEvent.None : session.NextEvent;
        // A private torrent's tracker is told goodbye before the next is called.
        return isLeaving || !IsCalling(index) || (target.IsPrivate && Indices.Any(other => OwesGoodbye(other, isLeaving))) ? null : session.DueAt;
    }

    /// <summary>A session for every tracker of the target: as it was in an earlier run, or new.</summary>
    public void Begin(IReadOnlyList<TrackerSession> earlier, DateTimeOffset now)
    {
        var all = new List<TrackerSession>(target.Trackers.Entries.Count * _identities);
        foreach (var entry in target.Trackers.Entries)
        {
            var known = earlier.Where(session => session.Url.Equals(entry.Url) && IsMeasured(session)).ToList();
            if (known.Count == 0) known.Add(TrackerSession.New(entry, now, families.First()));
            // An earlier run may have measured one family only, or have ended before it came to the other.
            else if (!target.IsPrivate && known is [{ State: SessionState.Active } only] && families.Other(only.Family) is { } other) known.Add(TrackerSession.New(entry, now, other));
            foreach (var session in known)
            {
                var resumed = (session with { Entry = entry, PortOffset = target.IsCanary ? all.Count + 1 : 0 }).Resumed(now);
                all.Add(resumed);
                // The floor binds us under every name; the tracker id was given to one.
                for (var identity = 1; identity < _identities; identity++) all.Add(resumed with { Identity = identity, TrackerId = null });
            }
        }

        _all = [.. all];
        _turn = NextTurn(0);
    }

    /// <summary>A session moved.</summary>
    /// <param name="index">Which.</param>
    /// <param name="session">As it now stands.</param>
    /// <param name="attempt">The call that moved it; null if none did.</param>
    /// <param name="now">The time.</param>
    public void Advance(int index, TrackerSession session, Attempt? attempt, DateTimeOffset now)
    {
        var before = _all[index];
        _all[index] = session;
        if (!target.IsPrivate && session.Family != before.Family && families.Other(session.Family) is { } other
            && !_all.Any(same => same.Url.Equals(session.Url) && same.Family == other && same.Identity == session.Identity))
            _all = [.. _all, TrackerSession.New(session.Entry, now, other, session.Identity) with { PortOffset = session.PortOffset }];
        if (attempt is { Succeeded: false } && index == _turn) _turn = NextTurn(_turn + 1);
    }

    /// <summary>Every session as <paramref name="change"/> makes it; nothing was called.</summary>
    public void Each(Func<TrackerSession, TrackerSession> change)
    {
        for (var index = 0; index < _all.Length; index++) _all[index] = change(_all[index]);
    }

    /// <summary>
    /// What is stored of a session where we appear under several peer ids: the latest floor and backoff of all, as whoever
    /// resumes calls under one, and the tracker id that was given to the first.
    /// </summary>
    public TrackerSession OfAllIdentities(TrackerSession session)
    {
        if (_identities == 1) return session;
        var same = _all.Where(other => other.Url.Equals(session.Url) && other.Family == session.Family).ToList();
        if (same.Count == 0) return session;
        return session with
        {
            NotBefore = same.Max(other => other.NotBefore),
            DueAt = same.Max(other => other.DueAt),
            ConsecutiveFailures = same.Max(other => other.ConsecutiveFailures),
            TrackerId = same.FirstOrDefault(other => other.Identity == 0)?.TrackerId,
        };
    }

    private bool IsCalling(int index) => _all[index].State == SessionState.Active && (!target.IsPrivate || index == _turn);

    /// <summary>Who is gone, or has no address, is owed nothing.</summary>
    private bool OwesGoodbye(int index, bool isLeaving) =>
        _all[index] is { StartedAcknowledged: true, State: SessionState.Active or SessionState.Resting } && (isLeaving || !IsCalling(index));

    private bool IsMeasured(TrackerSession session) =>
        session.Family == System.Net.Sockets.AddressFamily.Unspecified || families.HasFlag(
            session.Family == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamilies.V4 : AddressFamilies.V6);

    /// <summary>The first active session at or after <paramref name="from"/>, going round.</summary>
    private int NextTurn(int from)
    {
        for (var step = 0; step < _all.Length; step++)
        {
            var index = (from + step) % _all.Length;
            if (_all[index].State == SessionState.Active) return index;
        }

        return 0;
    }
}
