using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Populations;

namespace Crawler.Simulation.Trackers;

/// <summary>All that a tracker has of one swarm. IPv4 and IPv6 are separate populations, as they are on real trackers.</summary>
internal sealed class TrackedSwarm
{
    private readonly Dictionary<(bool IsV6, bool IsSeeder, int Want), (AnnounceReply Reply, DateTimeOffset Until)> _cached = [];

    public MemberList V4 { get; } = new();

    public MemberList V6 { get; } = new();

    public long Downloaded { get; set; }

    /// <summary>Whether the world put it here, and not the announce of some caller.</summary>
    public bool IsOfTheWorld { get; set; }

    /// <summary>Members that came from the world: callers are not part of what is to be measured.</summary>
    public SwarmTruth Truth
    {
        get
        {
            var (seeders, leechers) = (0, 0);
            foreach (var list in (ReadOnlySpan<MemberList>)[V4, V6])
            {
                for (var place = 0; place < list.Count; place++)
                {
                    if (list[place].IsCaller) continue;
                    if (list[place].IsSeeder) seeders++;
                    else leechers++;
                }
            }

            return new SwarmTruth(seeders, leechers);
        }
    }

    public MemberList Of(bool isV6) => isV6 ? V6 : V4;

    public MemberList Of(PeerEndpoint endpoint) => Of(endpoint.IsV6);

    public void Forget(DateTimeOffset now, TimeSpan timeout)
    {
        V4.Forget(now, timeout);
        V6.Forget(now, timeout);
    }

    public AnnounceReply? Cached(bool isV6, bool isSeeder, int want, DateTimeOffset now) =>
        _cached.TryGetValue((isV6, isSeeder, want), out var cached) && now < cached.Until ? cached.Reply : null;

    public void Cache(bool isV6, bool isSeeder, int want, AnnounceReply reply, DateTimeOffset until) =>
        _cached[(isV6, isSeeder, want)] = (reply, until);
}
