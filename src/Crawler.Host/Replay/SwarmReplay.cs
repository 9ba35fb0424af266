using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage.Replay;

namespace Crawler.Host.Replay;

/// <summary>
/// Makes the estimates of one swarm again from its log, by the same <see cref="Swarm"/> that made them while it was crawled. Pure
/// but for the memory the swarm takes.
/// </summary>
/// <param name="infoHash">The swarm.</param>
/// <param name="session">E[S], as the campaign assumed.</param>
internal sealed class SwarmReplay(InfoHash infoHash, TimeSpan session)
{
    private readonly List<ReplayedEstimate> _estimates = [];
    private readonly Dictionary<TrackerUrl, int> _ids = [];
    private readonly Dictionary<int, TrackerUrl> _urls = [];
    private Swarm? _swarm;
    private (int Writer, DateTimeOffset Since) _record;
    private int _window;

    /// <summary>Windows that were ended.</summary>
    public int Windows { get; private set; }

    /// <summary>The next answered announce, in the order in which it was counted.</summary>
    public void Add(LoggedLook look)
    {
        var record = (look.WriterId, look.Look.Since);
        if (_swarm is null || record != _record)
        {
            End();
            _swarm = new Swarm(infoHash, session);
            (_record, _window) = (record, look.Look.Window);
        }
        else if (look.Look.Window != _window)
        {
            CloseWindow();
            _window = look.Look.Window;
        }

        _swarm.Add(UrlOf(look.TrackerId), look.Asked, look.Attempt, new TrackerReading(look.Look.LargestReply, look.Look.Fabricates), look.Marks);
    }

    /// <summary>Ends the last window.</summary>
    /// <returns>All estimates, in the order in which a crawl made them.</returns>
    public IReadOnlyList<ReplayedEstimate> Finish()
    {
        End();
        return _estimates;
    }

    private void End()
    {
        if (_swarm is null) return;
        CloseWindow();
        _swarm.Forget();
        _swarm = null;
    }

    private void CloseWindow()
    {
        foreach (var estimate in _swarm!.CloseWindow()) _estimates.Add(ReplayedEstimate.Of(estimate, estimate.Tracker is { } url ? _ids[url] : null));
        Windows++;
    }

    /// <summary>
    /// A name for a tracker that is nobody's: the store shows no passkeys, and without them two trackers may look the same.
    /// </summary>
    private TrackerUrl UrlOf(int trackerId)
    {
        if (_urls.TryGetValue(trackerId, out var known)) return known;
        var url = TrackerUrl.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://tracker-{trackerId}.invalid/announce"));
        (_urls[trackerId], _ids[url]) = (url, trackerId);
        return url;
    }
}
