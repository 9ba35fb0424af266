using System.Collections.Immutable;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>
/// The sessions of one torrent and which of them should be calling: pure. All of them as a rule; where a host turns out to
/// have addresses of both families, one for each (BEP 7); of a private torrent one at a time, in the order of its announce
/// list, the next when one fails (BEP 27).
/// </summary>
public sealed class TrackerRoster
{
    private readonly Target _target;
    private readonly AddressFamilies _families;
    private readonly ImmutableList<TrackerStatus> _all;
    private readonly int _turn;

    /// <summary>No sessions yet.</summary>
    public TrackerRoster(Target target, AddressFamilies families)
        : this(target, families, [], 0)
    {
    }

    private TrackerRoster(Target target, AddressFamilies families, ImmutableList<TrackerStatus> all, int turn) =>
        (_target, _families, _all, _turn) = (target, families, all, turn);

    /// <summary>A session's status by its index, which it keeps.</summary>
    public TrackerStatus this[int index] => _all[index];

    /// <summary>Indices of the sessions that should be calling.</summary>
    public IReadOnlyCollection<int> Calling => _target.IsPrivate
        ? _all.Count > 0 && IsActive(_turn) ? [_turn] : []
        : [.. Enumerable.Range(0, _all.Count).Where(IsActive)];

    /// <summary>What is worth showing: a family the host does not have is not, unless there is nothing else of it.</summary>
    public IReadOnlyList<TrackerStatus> Shown => [.. _all.Where(status => status.Session.State != SessionState.NoAddress
        || _all.All(other => other == status || !other.Session.Url.Equals(status.Session.Url)))];

    /// <summary>A session for every tracker of the target: as it was in an earlier run, or new.</summary>
    public TrackerRoster Begin(IReadOnlyList<TrackerSession> earlier, DateTimeOffset now)
    {
        var all = ImmutableList.CreateBuilder<TrackerStatus>();
        foreach (var entry in _target.Trackers.Entries)
        {
            var known = earlier.Where(session => session.Url.Equals(entry.Url) && IsMeasured(session)).ToList();
            if (known.Count == 0) all.Add(TrackerStatus.Initial(TrackerSession.New(entry, now, _families.First())));
            foreach (var session in known) all.Add(TrackerStatus.Initial((session with { Entry = entry }).Resumed(now)));
        }

        return new TrackerRoster(_target, _families, all.ToImmutable(), NextTurn(all, 0));
    }

    /// <summary>A session moved.</summary>
    public TrackerRoster Advance(int index, TrackerSession session, Attempt? attempt, int distinctPeers, DateTimeOffset now)
    {
        var before = _all[index];
        var all = _all.SetItem(index, before.Advanced(session, attempt, distinctPeers));
        if (!_target.IsPrivate && session.Family != before.Session.Family && _families.Other(session.Family) is { } other
            && !all.Any(status => status.Session.Url.Equals(session.Url) && status.Session.Family == other))
            all = all.Add(TrackerStatus.Initial(TrackerSession.New(session.Entry, now, other)));
        var turnIsOver = attempt is { Succeeded: false } && index == _turn;
        return new TrackerRoster(_target, _families, all, turnIsOver ? NextTurn(all, _turn + 1) : _turn);
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
