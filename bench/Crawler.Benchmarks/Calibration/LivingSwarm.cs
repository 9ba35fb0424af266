using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Trackers;

namespace Crawler.Benchmarks.Calibration;

/// <summary>
/// A swarm of 1 000 from which peers go as others come, on one tracker that samples evenly, over virtual time. Who goes
/// says so: the tracker's list is the truth.
/// </summary>
internal sealed class LivingSwarm
{
    public const int Size = 1_000;

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly IPAddress Us = IPAddress.Parse("192.0.2.1");

    private readonly SimulatedTracker _tracker;
    private readonly SimulatedSwarm _swarm;
    private readonly AnnounceRequest _request;
    private readonly List<PeerEndpoint> _peers = [];

    public LivingSwarm(ISessionLengths sessions, int reply, Random random)
    {
        var hash = new InfoHash(new byte[InfoHash.Length]);
        _tracker = new SimulatedTracker(new TrackerManners { DefaultNumWant = reply }, random);
        _swarm = new SimulatedSwarm(SwarmPlan.Steady(hash, Size, sessions) with { SilentShare = 0 }, [[_tracker]], Start, random);
        _request = new AnnounceRequest { InfoHash = hash, PeerId = new PeerId(new byte[PeerId.Length]), NumWant = reply };
    }

    /// <summary>One announce; gives how many peers there were.</summary>
    /// <param name="after">Time since the beginning.</param>
    /// <param name="series">Takes the reply.</param>
    public int Look(TimeSpan after, Series series)
    {
        var now = Start + after;
        _swarm.AdvanceTo(now);
        var reply = (AnnounceReply)_tracker.Announce(_request, Us, now)!;
        var own = PeerEndpoint.From(Us, _request.Port);
        _peers.Clear();
        foreach (var peer in reply.Peers)
            if (peer != own) _peers.Add(peer);
        series.Look(_peers, reply.Complete!.Value, reply.Incomplete!.Value);
        return _tracker.Truth(_request.InfoHash, now).Peers;
    }
}
