using Crawler.Protocol;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Populations;

/// <summary>
/// The participants of one swarm over virtual time: they arrive, announce, finish, and leave with or without a word. What
/// happens depends on the plan and the dice alone, not on how time is cut into steps.
/// </summary>
public sealed class SimulatedSwarm
{
    private readonly SwarmPlan _plan;
    private readonly IReadOnlyList<IReadOnlyList<SimulatedTracker>> _tiers;
    private readonly DateTimeOffset _start;
    private readonly Random _random;
    private readonly PeerAddresses _addresses;
    private readonly PriorityQueue<(Happening What, SimulatedPeer? Who), (DateTimeOffset At, long Order)> _ahead = new();
    private long _order;
    private int _seeders;

    /// <summary>A swarm with its first peers in it, already known to their trackers.</summary>
    /// <param name="plan">What it is to be.</param>
    /// <param name="tiers">Its announce list.</param>
    /// <param name="start">When it begins.</param>
    /// <param name="random">Its own dice.</param>
    public SimulatedSwarm(SwarmPlan plan, IReadOnlyList<IReadOnlyList<SimulatedTracker>> tiers, DateTimeOffset start, Random random)
    {
        (_plan, _tiers, _start, _random) = (plan, tiers, start, random);
        _addresses = new PeerAddresses(plan.NatShare, plan.V6Share);
        for (var i = 0; i < plan.Size; i++) Admit(start, isFirst: true);
        ExpectArrival(start);
    }

    private enum Happening
    {
        Arrives,
        Announces,
        Finishes,
        Leaves,
    }

    /// <summary>The swarm.</summary>
    public InfoHash InfoHash => _plan.InfoHash;

    /// <summary>Display name; null for none.</summary>
    public string? Name => _plan.Name;

    /// <summary>Peers that came so far, the first ones included.</summary>
    public long Arrived { get; private set; }

    /// <summary>Peers that left so far.</summary>
    public long Departed { get; private set; }

    /// <summary>Who is there, as of the last step.</summary>
    public SwarmTruth Truth => new(_seeders, (int)(Arrived - Departed) - _seeders);

    /// <summary>Lets happen what happens until <paramref name="now"/>.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        while (_ahead.TryPeek(out var next, out var due) && due.At <= now)
        {
            _ahead.Dequeue();
            Happen(next.What, next.Who, due.At);
        }
    }

    private void Happen(Happening what, SimulatedPeer? who, DateTimeOffset at)
    {
        if (what == Happening.Arrives)
        {
            Admit(at, isFirst: false);
            ExpectArrival(at);
            return;
        }

        if (who is null or { IsGone: true }) return;
        if (what == Happening.Leaves)
        {
            Leave(who, at);
            return;
        }

        if (what == Happening.Finishes)
        {
            who.IsSeeder = true;
            _seeders++;
        }
        else
        {
            ExpectAfter(at, _plan.AnnounceEvery, Happening.Announces, who);
        }

        foreach (var tracker in who.Trackers)
        {
            if (tracker.IsUp(at)) tracker.Admit(InfoHash, who.AsMember(at), hasFinished: what == Happening.Finishes);
        }
    }

    private void Admit(DateTimeOffset at, bool isFirst)
    {
        var peer = new SimulatedPeer
        {
            Endpoint = _addresses.Next(_random),
            IdOrder = (ulong)_random.NextInt64(),
            IsSeeder = isFirst && _random.Chance(_plan.SeederShare),
            StaysForGood = _plan.Sessions is null,
            Trackers = _plan.Membership.Choose(_tiers, at, _random),
        };
        Arrived++;
        if (peer.IsSeeder) _seeders++;

        // Those met at the start have announced at some time within the last interval.
        var announced = isFirst ? at - (_plan.AnnounceEvery * _random.NextDouble()) : at;
        foreach (var tracker in peer.Trackers) tracker.Admit(InfoHash, peer.AsMember(announced));
        if (_plan.Downloads is { } downloads && !peer.IsSeeder)
            ExpectAfter(at, isFirst ? downloads.DrawResidual(_random) : downloads.Draw(_random), Happening.Finishes, peer);
        if (_plan.Sessions is not { } sessions) return;
        ExpectAfter(at, isFirst ? sessions.DrawResidual(_random) : sessions.Draw(_random), Happening.Leaves, peer);
        ExpectAfter(announced, _plan.AnnounceEvery, Happening.Announces, peer);
    }

    private void Leave(SimulatedPeer peer, DateTimeOffset at)
    {
        peer.IsGone = true;
        Departed++;
        if (peer.IsSeeder) _seeders--;
        if (_random.Chance(_plan.SilentShare)) return;
        foreach (var tracker in peer.Trackers)
        {
            if (tracker.IsUp(at)) tracker.Dismiss(InfoHash, peer.Endpoint);
        }
    }

    private void ExpectArrival(DateTimeOffset after)
    {
        if (_plan.Arrivals?.NextAfter(_start, after, _random) is { } next) Expect(next, Happening.Arrives, null);
    }

    /// <summary>What lies beyond the calendar's end never happens: sessions with a heavy tail reach there.</summary>
    private void ExpectAfter(DateTimeOffset at, TimeSpan time, Happening what, SimulatedPeer who)
    {
        if (time < DateTimeOffset.MaxValue - at) Expect(at + time, what, who);
    }

    private void Expect(DateTimeOffset at, Happening what, SimulatedPeer? who) => _ahead.Enqueue((what, who), (at, _order++));
}
