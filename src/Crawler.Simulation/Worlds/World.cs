using Crawler.Protocol;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Worlds;

/// <summary>
/// Trackers and the swarms that announce to them, over virtual time. The same seed and the same plans give the same
/// world; each tracker and each swarm has dice of its own, so that adding one does not change the others.
/// </summary>
/// <param name="seed">Any number.</param>
/// <param name="start">Its first moment.</param>
public sealed class World(long seed, DateTimeOffset start)
{
    private const ulong SwarmStreams = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<SimulatedTracker> _trackers = [];
    private readonly Dictionary<InfoHash, SimulatedSwarm> _swarms = [];

    /// <summary>How far it has come.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Its trackers, in the order they were added.</summary>
    public IReadOnlyList<SimulatedTracker> Trackers => _trackers;

    /// <summary>Its swarms.</summary>
    public IReadOnlyCollection<SimulatedSwarm> Swarms => _swarms.Values;

    /// <summary>A tracker without members.</summary>
    public SimulatedTracker AddTracker(TrackerManners manners)
    {
        lock (_gate)
        {
            var tracker = new SimulatedTracker(manners, new SeededRandom(seed, (ulong)_trackers.Count + 1));
            _trackers.Add(tracker);
            return tracker;
        }
    }

    /// <summary>A swarm, its first peers included, that announces to <paramref name="tiers"/>.</summary>
    /// <exception cref="ArgumentException">There is one of this infohash.</exception>
    public SimulatedSwarm AddSwarm(SwarmPlan plan, IReadOnlyList<IReadOnlyList<SimulatedTracker>> tiers)
    {
        lock (_gate)
        {
            if (_swarms.ContainsKey(plan.InfoHash)) throw new ArgumentException("this world has a swarm of this infohash", nameof(plan));
            var random = new SeededRandom(seed, SwarmStreams + (ulong)_swarms.Count);
            foreach (var tracker in tiers.SelectMany(tier => tier)) tracker.Register(plan.InfoHash);
            var swarm = new SimulatedSwarm(plan, tiers, Now, random);
            _swarms.Add(plan.InfoHash, swarm);
            return swarm;
        }
    }

    /// <summary>Lets happen what happens until <paramref name="now"/>; an earlier time changes nothing.</summary>
    public void AdvanceTo(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now <= Now) return;
            Now = now;
            foreach (var swarm in _swarms.Values) swarm.AdvanceTo(now);
        }
    }

    /// <summary>How large a swarm is at <paramref name="now"/>; nobody for one that is not in this world.</summary>
    public SwarmTruth Truth(InfoHash infoHash, DateTimeOffset now)
    {
        AdvanceTo(now);
        lock (_gate) return _swarms.TryGetValue(infoHash, out var swarm) ? swarm.Truth : default;
    }

    /// <summary>How many of a swarm a tracker has on its list at <paramref name="now"/>.</summary>
    public SwarmTruth Truth(InfoHash infoHash, SimulatedTracker tracker, DateTimeOffset now)
    {
        AdvanceTo(now);
        return tracker.Truth(infoHash, now);
    }
}
