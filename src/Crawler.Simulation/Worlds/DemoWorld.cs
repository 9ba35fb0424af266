using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Simulation.Endpoints;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Simulation.Worlds;

/// <summary>
/// Trackers on real sockets of this machine, good ones and bad ones, and four swarms whose size is known at any moment:
/// what a person can measure without disturbing anybody, and compare with the truth.
/// <para>
/// Peers announce to one tracker of each tier, to all, or to the first tier alone, so that lists overlap and none is
/// whole. Their addresses are made up and never contacted.
/// </para>
/// </summary>
public sealed class DemoWorld : IAsyncDisposable
{
    private readonly World _world;
    private readonly TimeProvider _time;
    private readonly List<ITrackerEndpoint> _endpoints = [];
    private readonly List<DemoTracker> _descriptions = [];
    private readonly Dictionary<TrackerUrl, SimulatedTracker> _byUrl = [];
    private readonly List<Target> _targets = [];

    private DemoWorld(long seed, TimeProvider time, TimeSpan length)
    {
        (_time, _world) = (time, new World(seed, time.GetUtcNow()));

        var even = _world.AddTracker(new TrackerManners { GivesTrackerId = true, PassesIdsOn = true });
        var jittered = _world.AddTracker(new TrackerManners { Policy = new JitteredStrata() });
        var run = _world.AddTracker(new TrackerManners { Policy = new RunOfMap() });
        var seedsFirst = _world.AddTracker(new TrackerManners { Policy = new SeedsFirst(), SeedersGetLeechersOnly = true });
        var fixedSubset = _world.AddTracker(new TrackerManners { Policy = new FirstByPeerId() });
        var refusing = _world.AddTracker(new TrackerManners { RefusalShare = 0.03 });
        var liar = _world.AddTracker(new TrackerManners
        {
            Policy = new Fakes(0.25, new Uniform()),
            Claims = new ClaimedCounts(1337, 420),
            FabricatesPeers = true,
        });

        var tiers = new List<IReadOnlyList<string>>
        {
            new[]
            {
                Http(even, "honest, even sampling", isHonest: true),
                Http(even, "second name of the first", isHonest: true),
                Udp(jittered, "honest, strata of half its list", isHonest: true),
            },
            new[]
            {
                Udp(run, "honest, a run of neighbours", isHonest: true),
                Http(seedsFirst, "names seeders first", isHonest: false),
            },
            new[]
            {
                Http(fixedSubset, "names the same 74 every time", isHonest: false),
                Http(refusing, "honest, refuses now and then", isHonest: true),
            },
            new[] { Udp(liar, "makes up peers and counts", isHonest: false) },
            new[] { Dead() },
        };

        IReadOnlyList<IReadOnlyList<SimulatedTracker>> listed = [[even, jittered], [run, seedsFirst], [fixedSubset, refusing], [liar]];
        foreach (var (plan, bytes) in DemoSwarms.Of(length))
        {
            _world.AddSwarm(plan, listed);
            _targets.Add(new Target
            {
                InfoHash = plan.InfoHash,
                Name = plan.Name,
                Size = bytes,
                Source = "demonstration",
                Trackers = AnnounceTiers.Of(tiers),
            });
        }
    }

    /// <summary>The swarms, each with all the trackers.</summary>
    public IReadOnlyList<Target> Targets => _targets;

    /// <summary>The trackers in the order of the announce list.</summary>
    public IReadOnlyList<DemoTracker> Trackers => _descriptions;

    /// <summary>Opens free ports on 127.0.0.1 and fills the swarms; within a second or so.</summary>
    /// <param name="seed">The same seed gives the same world.</param>
    /// <param name="time">The clock the world goes by.</param>
    /// <param name="length">
    /// How long the demonstration is to last: over that time half a percent of each swarm comes and goes.
    /// </param>
    /// <exception cref="System.Net.Sockets.SocketException">No port could be had.</exception>
    public static DemoWorld Start(long seed, TimeProvider time, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        return new DemoWorld(seed, time, length);
    }

    /// <summary>How large a swarm is now; null for one that is not in this world.</summary>
    public SwarmTruth? Truth(InfoHash infoHash) => IsKnown(infoHash) ? _world.Truth(infoHash, _time.GetUtcNow()) : null;

    /// <summary>
    /// How many of a swarm a tracker has on its list now: what its replies can at best tell of. Callers are not counted.
    /// Null for the dead one and for those not of this world.
    /// </summary>
    public SwarmTruth? Truth(InfoHash infoHash, TrackerUrl tracker) => IsKnown(infoHash) && _byUrl.TryGetValue(tracker, out var known)
        ? _world.Truth(infoHash, known, _time.GetUtcNow())
        : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in _endpoints) await endpoint.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsKnown(InfoHash infoHash) => _targets.Any(target => target.InfoHash == infoHash);

    private string Http(SimulatedTracker tracker, string description, bool isHonest) =>
        Open(HttpTrackerEndpoint.Start(new LivingTracker(_world, tracker), _time), tracker, description, isHonest);

    private string Udp(SimulatedTracker tracker, string description, bool isHonest) =>
        Open(UdpTrackerEndpoint.Start(new LivingTracker(_world, tracker), _time), tracker, description, isHonest);

    private string Dead() => Open(DeadEndpoint.Start(), null, "gone for good", isHonest: true);

    private string Open(ITrackerEndpoint endpoint, SimulatedTracker? tracker, string description, bool isHonest)
    {
        _endpoints.Add(endpoint);
        var url = TrackerUrl.Parse(endpoint.AnnounceUrl);
        _descriptions.Add(new DemoTracker(url, description, isHonest));
        if (tracker is not null) _byUrl.Add(url, tracker);
        return endpoint.AnnounceUrl;
    }
}
