using Crawler.Actors.Measuring;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>
/// What people see of one torrent, kept only while somebody looks: of a hundred thousand, nobody looks at most. Its torrent
/// actor owns it.
/// </summary>
/// <param name="target">The torrent.</param>
internal sealed class FollowedTorrent(Target target)
{
    private readonly List<TrackerStatus> _trackers = [];
    private IReadOnlyList<SwarmEstimate> _estimates = [];

    /// <summary>A window was closed.</summary>
    public void Estimated(IReadOnlyList<SwarmEstimate> estimates) => _estimates = estimates;

    /// <summary>A call goes out.</summary>
    public void Called(TrackerRoster roster, int index)
    {
        Follow(roster);
        _trackers[index] = _trackers[index] with { IsCalling = true };
    }

    /// <summary>A call came back, or was put off.</summary>
    public void Returned(TrackerRoster roster, int index, Attempt? attempt, SeenPeers seen)
    {
        Follow(roster);
        _trackers[index] = attempt is null ? _trackers[index] with { IsCalling = false } : _trackers[index].After(attempt, seen);
    }

    /// <summary>No call is out any more, whatever became of it.</summary>
    public void Ended(int index)
    {
        if (index < _trackers.Count) _trackers[index] = _trackers[index] with { IsCalling = false };
    }

    /// <summary>The whole as it stands.</summary>
    public TorrentStatus Status(TrackerRoster roster, long distinct, bool isMeasured)
    {
        Follow(roster);
        return new TorrentStatus(target, [.. _trackers.Where(IsShown)], distinct, _estimates, isMeasured);
    }

    private void Follow(TrackerRoster roster)
    {
        for (var index = 0; index < roster.Count; index++)
        {
            if (index == _trackers.Count) _trackers.Add(TrackerStatus.Initial(roster[index]));
            else if (!ReferenceEquals(_trackers[index].Session, roster[index])) _trackers[index] = _trackers[index] with { Session = roster[index] };
        }
    }

    /// <summary>
    /// A family the host does not have is not worth showing, unless there is nothing else of it; nor are we ourselves under a
    /// second name.
    /// </summary>
    private bool IsShown(TrackerStatus status) => status.Session.Identity == 0
        && (status.Session.State != SessionState.NoAddress || _trackers.All(other => other == status || !other.Session.Url.Equals(status.Session.Url)));
}
