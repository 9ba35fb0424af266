using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests;

/// <summary>What the tests of this world share.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly InfoHash Hash = InfoHash.Parse("4141414141414141414141414141414141414141");

    public static readonly InfoHash OtherHash = InfoHash.Parse("4242424242424242424242424242424242424242");

    public static readonly IPAddress Caller = IPAddress.Parse("9.9.9.9");

    public static readonly IPAddress CallerV6 = IPAddress.Parse("2620:fe::fe");

    public static AnnounceRequest Request => new() { InfoHash = Hash, PeerId = new PeerId("-CR0100-abcdefghijkl"u8), Event = AnnounceEvent.Started };

    /// <summary>A list of peers, seeders among them.</summary>
    public static MemberList Members(int count, double seederShare = 0.3, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var addresses = new PeerAddresses();
        var list = new MemberList();
        for (var i = 0; i < count; i++)
            list.Put(new Member(addresses.Next(random), (ulong)random.NextInt64(), i < seederShare * count, Start));
        return list;
    }

    /// <summary>A tracker with a closed swarm of this many on its list.</summary>
    public static SimulatedTracker Tracker(int members, TrackerManners? manners = null, InfoHash? hash = null)
    {
        var tracker = new SimulatedTracker(manners ?? new TrackerManners(), new SeededRandom(7));
        var list = Members(members);
        for (var place = 0; place < list.Count; place++) tracker.Admit(hash ?? Hash, list[place] with { StaysForGood = true });
        return tracker;
    }

    /// <summary>An infohash nobody knows.</summary>
    public static InfoHash AnyHash(Random random)
    {
        var hash = new byte[InfoHash.Length];
        random.NextBytes(hash);
        return new InfoHash(hash);
    }

    /// <summary>What a tracker replies to somebody whom it must not refuse.</summary>
    public static AnnounceReply Reply(ITracker tracker, AnnounceRequest? request = null, DateTimeOffset? at = null) =>
        Assert.IsType<AnnounceReply>(tracker.Announce(request ?? Request, Caller, at ?? Start));

    /// <summary>How it refuses somebody whom it must.</summary>
    public static TrackerRefusal Refusal(ITracker tracker, AnnounceRequest request, DateTimeOffset? at = null) =>
        Assert.IsType<TrackerRefusal>(tracker.Announce(request, Caller, at ?? Start));

    /// <summary>Whom it names.</summary>
    public static PeerEndpoint[] Peers(ITracker tracker, AnnounceRequest? request = null, DateTimeOffset? at = null) =>
        Reply(tracker, request, at).Peers.ToArray();
}
