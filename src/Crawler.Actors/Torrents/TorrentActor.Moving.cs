using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <content>How a torrent comes and goes: told what to crawl, and ended or moved to another node.</content>
public sealed partial class TorrentActor
{
    /// <summary>A call that slipped past its withdrawal is looked for again after this.</summary>
    private static readonly TimeSpan WithdrawAgain = TimeSpan.FromSeconds(1);

    private bool _isMoving;

    private bool IsAssigned => _target is not null;

    /// <summary>It ends here: for good, or to go on elsewhere.</summary>
    private bool IsGoing => _isLeaving || _isMoving;

    /// <summary>Who keeps count of the torrents of this node.</summary>
    private IActorRef Registry => _environment.Registry ?? Context.Parent;

    private void OnUnassigned(object message)
    {
        switch (message)
        {
            case TorrentMessages.Track track: Take(track.Target); break;
            case TorrentMessages.FallSilent: _isSilent = true; break;
            case TorrentMessages.Leave or TorrentMessages.HandOver: End(InfoHash.Parse(Self.Path.Name)); break;
            case TrackerMessages.SessionAdvanced advanced: RecordLate(advanced); break;
            default: break; // of a life before a restart
        }
    }

    private void Take(Target target)
    {
        _target = target with { Trackers = _environment.Tiers.Of(target.Trackers) };
        _roster = new TrackerRoster(_target, _environment.Families, _environment.Plan.Identities, _environment.Plan.CountsOnly);
        _swarm = new Swarm(target.InfoHash, _environment.Plan.Session, _environment.SampleSeed, _environment.Peers);
        _measurement = new Measurement(target.IsCanary ? Canary.Plan : _environment.Plan, _swarm, _environment.Intervals);
        if (!target.IsCanary) _environment.Meter.Torrents(1);
        _environment.Registry?.Tell(new TorrentMessages.TorrentBegun(target.InfoHash));
        Load();
    }

    /// <summary>
    /// Another node takes the swarm over. It calls by what the store says, so nothing leaves here any more, what is out is heard
    /// out, and all of it is in the store before this actor is gone. No goodbye: to the trackers nothing happens.
    /// </summary>
    private void OnHandOver()
    {
        if (_isLeaving) return; // it really ends, and is at it
        var isNew = !_isMoving;
        (_isMoving, _isSilent) = (true, true);
        _loading?.Cancel();
        if (isNew && _roster.Count > 0) CloseWindow();
        Withdraw();
        Go();
    }

    [SuppressMessage("Akka", "AK1004", Justification = "while a call is out; whoever has stopped by then does not hear it")]
    private void Withdraw()
    {
        if (_out is null) return;
        foreach (var child in Context.GetChildren()) child.Tell(TrackerMessages.Withdraw.Instance);
        Context.System.Scheduler.ScheduleTellOnce(WithdrawAgain, Self, TorrentMessages.HandOver.Instance, Self);
    }

    private void AwaitRecord() => _environment.Sink.StoredAsync().PipeTo(Self, success: () => RecordStored.Instance, failure: _ => RecordStored.Instance);

    private void OnMoved()
    {
        if (!_isMoving || _out is not null) return;
        _environment.Observer.OnMoved(_target.InfoHash);
        End();
    }

    private void End() => End(_target.InfoHash);

    private void End(InfoHash infoHash)
    {
        Registry.Tell(new TorrentMessages.TorrentLeft(infoHash));
        Context.Stop(Self);
    }

    /// <summary>Of a life before a restart: the sessions are not here yet, but what was seen is no less true.</summary>
    private void RecordLate(TrackerMessages.SessionAdvanced advanced)
    {
        if (advanced.Attempt is { } attempt && attempt.Outcome != AttemptOutcome.NoAddress)
            Record(new Observation(attempt, advanced.Session) { Trace = advanced.Trace }, newPeers: 0);
    }

    private sealed record RecordStored : INoSerializationVerificationNeeded
    {
        public static readonly RecordStored Instance = new();
    }
}
