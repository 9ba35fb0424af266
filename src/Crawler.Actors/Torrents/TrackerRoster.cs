using System.Collections.Immutable;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>
/// The sessions of one torrent and which of them should be calling: pure. All of them as a rule; where a host turns out to
/// have addresses of both families, one for each (BEP 7); where we appear under several peer ids, one for each of them; of a
/// private torrent one at a time, in the order of its announce list, the next when one fails (BEP 27).
/// </summary>
public sealed class TrackerRoster
{
    private readonly Target _target;
    private readonly AddressFamilies _families;
    private readonly int _identities;
    private readonly ImmutableList<TrackerStatus> _all;
    private readonly int _turn;

    /// <summary>No sessions yet.</summary>
    /// <param name="target">The torrent.</param>
    /// <param name="families">Families measured.</param>
    /// <param name="identities">Peer ids we appear under; a private torrent and a canary are announced under one.</param>
    public TrackerRoster(Target target, AddressFamilies families, int identities = 1)
        : this(target, families, target.IsPrivate || target.IsCanary ? 1 : identities, [], 0)
    {
    }

    private TrackerRoster(Target target, AddressFamilies families, int identities, ImmutableList<TrackerStatus> all, int turn) =>
        (_target, _families, _identities, _all, _turn) = (target, families, identities, all, turn);

    /// <summary>Indices of all sessions.</summary>
    public IEnumerable<int> Indices => Enumerable.Range(0, _all.Count);

    /// <summary>A session's status by its index, which it keeps.</summary>
    public TrackerStatus this[int index] => _all[index];

    /// <summary>Indices of the sessions that should be calling.</summary>
    public IReadOnlyCollection<int> Calling => _target.IsPrivate
        ? _all.Count > 0 && IsActive(_turn) ? [_turn] : []
        : [.. Enumerable.Range(0, _all.Count).Where(IsActive)];

    /// <summary>
    /// What is worth showing: a family the host does not have is not, unless there is nothing else of it; nor are we ourselves
    /// under a second name.
    /// </summary>
    public IReadOnlyList<TrackerStatus> Shown => [.. _all.Where(status => status.Session.Identity == 0
        && (status.Session.State != SessionState.NoAddress || _all.All(other => other == status || !other.Session.Url.Equals(status.Session.Url))))];

    /// <summary>A session for every tracker of the target: as it was in an earlier run, or new.</summary>
    public TrackerRoster Begin(IReadOnlyList<TrackerSession> earlier, DateTimeOffset now)
    {
        var all = ImmutableList.CreateBuilder<TrackerStatus>();
        foreach (var entry in _target.Trackers.Entries)
        {
            var known = earlier.Where(session => session.Url.Equals(entry.Url) && IsMeasured(session)).ToList();
            if (known.Count == 0) known.Add(TrackerSession.New(entry, now, _families.First()));
            foreach (var session in known)
            {
                var resumed = (session with { Entry = entry, PortOffset = _target.IsCanary ? all.Count + 1 : 0 }).Resumed(now);
                all.Add(TrackerStatus.Initial(resumed));
                // The floor binds us under every name; the tracker id was given to one.
                for (var identity = 1; identity < _identities; identity++) all.Add(TrackerStatus.Initial(resumed with { Identity = identity, TrackerId = null }));
            }
        }

        return new TrackerRoster(_target, _families, _identities, all.ToImmutable(), NextTurn(all, 0));
    }

    /// <summary>A session moved.</summary>
    /// <param name="index">Which.</param>
    /// <param name="session">As it now stands.</param>
    /// <param name="attempt">The call that moved it; null if none did.</param>
    /// <param name="seen">What was seen through its tracker.</param>
    /// <param name="now">The time.</param>
    public TrackerRoster Advance(int index, TrackerSession session, Attempt? attempt, SeenPeers seen, DateTimeOffset now)
    {
        var before = _all[index];
        var all = _all.SetItem(index, before.Advanced(session, attempt, seen));
        if (!_target.IsPrivate && session.Family != before.Session.Family && _families.Other(session.Family) is { } other
            && !all.Any(status => status.Session.Url.Equals(session.Url) && status.Session.Family == other && status.Session.Identity == session.Identity))
            all = all.Add(TrackerStatus.Initial(TrackerSession.New(session.Entry, now, other, session.Identity) with { PortOffset = session.PortOffset }));
        var turnIsOver = attempt is { Succeeded: false } && index == _turn;
        return new TrackerRoster(_target, _families, _identities, all, turnIsOver ? NextTurn(all, _turn + 1) : _turn);
    }

    /// <summary>Every session as <paramref name="change"/> makes it; nothing was called.</summary>
    public TrackerRoster Each(Func<TrackerSession, TrackerSession> change) =>
        new(_target, _families, _identities, [.. _all.Select(status => status with { Session = change(status.Session) })], _turn);

    /// <summary>
    /// What is stored of a session where we appear under several peer ids: the latest floor and backoff of all, as whoever
    /// resumes calls under one, and the tracker id that was given to the first.
    /// </summary>
    public TrackerSession OfAllIdentities(TrackerSession session)
    {
        if (_identities == 1) return session;
        var same = _all.Select(status => status.Session).Where(other => other.Url.Equals(session.Url) && other.Family == session.Family).ToList();
        if (same.Count == 0) return session;
        return session with
        {
            NotBefore = same.Max(other => other.NotBefore),
            DueAt = same.Max(other => other.DueAt),
            ConsecutiveFailures = same.Max(other => other.ConsecutiveFailures),
            TrackerId = same.FirstOrDefault(other => other.Identity == 0)?.TrackerId,
        };
    }

    private bool IsActive(int index) => _all[index].Session.State == SessionState.Active;

    private bool IsMeasured(TrackerSession session) =>
        session.Family == System.Net.Sockets.AddressFamily.Unspecified || _families.HasFlag(
            session.Family == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamilies.V4 : AddressFamilies.V6);

    /// <summary>The first active session at or after <paramref name="from"/>, going round.</summary>
    private static int NextTurn(IReadOnlyList<TrackerStatus> all, int from)
    {
        for (var step = 0; step < all.Count; step++)
        {
            var index = (from + step) % all.Count;
            if (all[index].Session.State == SessionState.Active) return index;
        }

        return 0;
    }
}
