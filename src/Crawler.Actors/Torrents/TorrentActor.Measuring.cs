using Crawler.Actors.Measuring;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Occasions;

namespace Crawler.Actors.Torrents;

/// <content>What a torrent makes of its trackers' answers: windows, rounds, and what people see of them.</content>
public sealed partial class TorrentActor
{
    private FollowedTorrent? _followed;
    private bool _hasEstimates;
    private bool _isMeasured;

    /// <summary>Whom a tracker named.</summary>
    /// <returns>How many of them nobody had named before, and what the answer counted for; null if for nothing.</returns>
    private (int Fresh, SwarmLook? Look) OnAnswered(TrackerSession session, Attempt attempt, DateTimeOffset now)
    {
        // A goodbye asks for no peers, so its answer is no look at the swarm.
        if (attempt.Event == AnnounceEvent.Stopped || attempt.Reply is not { } reply) return default;
        if (_target.IsCanary)
        {
            var ours = _roster.Indices.Select(index => _environment.Identity.PortOf(_roster[index].PortOffset)).ToHashSet();
            if (Canary.IsFabricated(attempt, ours, _roster.Count)) _environment.Knowledge.Caught(session.Url);
        }

        // Nor is a call that was out when the round ended: it would open the next one long before its time.
        if (_measurement.IsResting) return default;
        if (_measurement.IsWindowOver(now)) CloseWindow();
        var known = _environment.Knowledge.Replied(session.Url, reply.Peers.Count);
        var fresh = _swarm.Add(session.Url, session.Family, attempt, known);
        if (!_target.IsCanary) _environment.Meter.Seen(fresh, reply.Peers.Count);
        return (fresh, new SwarmLook(_swarm.Since!.Value, _swarm.Window, known.LargestReply, known.Fabricates));
    }

    /// <summary>Records how large the swarm was, and begins the next window.</summary>
    private void CloseWindow()
    {
        if (_swarm.WindowFrom is null) return;
        var estimates = _swarm.CloseWindow();
        _hasEstimates |= estimates.Count > 0;
        if (_target.IsCanary) return;
        _followed?.Estimated(estimates);
        foreach (var estimate in estimates) _environment.Sink.Offer(estimate);
    }

    private void BeginRoundIfDue()
    {
        var now = _environment.Now;
        if (!(_measurement.NextRoundAt <= now)) return;
        _measurement.Begin(now);
        _roster.Each(session => session.Wake(now));
    }

    /// <summary>The swarm is measured: every tracker is left, until the next round if there is one.</summary>
    private void EndRoundIfOver()
    {
        if (!_measurement.IsOver(_roster)) return;
        CloseWindow();
        _measurement.Rest();
        _roster.Each(session => session.Rest());
    }

    private void Show(int index, TrackerSession session, Attempt? attempt)
    {
        if (_followed is null) return;
        var seen = new SeenPeers(_swarm.DistinctAt(session.Url, session.Family), _swarm.EstimateAt(session.Url, session.Family));
        _followed.Returned(_roster, index, attempt, seen);
    }

    private void ShowStatus()
    {
        if (_target.IsCanary) return; // nobody's swarm
        if (!_isMeasured && _measurement.IsComplete && _out is null)
        {
            _isMeasured = true;
            _environment.Meter.Measured();
            _environment.Observer.OnMeasured(_target.InfoHash);
        }

        if (!_environment.Observer.Follows(_target.InfoHash))
        {
            _followed = null;
            return;
        }

        _followed ??= new FollowedTorrent(_target);
        _environment.Observer.OnTorrent(_followed.Status(_roster, _swarm.Distinct, _isMeasured));
    }
}
