using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Trackers;

/// <summary>
/// A tracker whose truth is known: it keeps members, forgets the silent ones, and answers by its manners. It opens no
/// socket and reads no clock; endpoints give it a name, or two.
/// </summary>
/// <param name="manners">How it behaves.</param>
/// <param name="random">Its dice.</param>
public sealed class SimulatedTracker(TrackerManners manners, Random random) : ITracker
{
    /// <summary>Swarms kept at most; further ones of strangers are refused.</summary>
    internal const int MaxSwarms = 100_000;

    private const int MadeUpPeers = 50;

    private readonly Lock _gate = new();
    private readonly Dictionary<InfoHash, TrackedSwarm> _swarms = [];
    private readonly TrackerId _id = new("simulated"u8);
    private readonly List<PeerEndpoint> _chosen = [];

    /// <summary>How it behaves.</summary>
    public TrackerManners Manners => manners;

    /// <summary>Whether it answers at all at this moment.</summary>
    public bool IsUp(DateTimeOffset at) => !manners.Outages.Any(outage => outage.Covers(at));

    /// <summary>Serves a swarm from now on, even where only registered ones are.</summary>
    public void Register(InfoHash infoHash)
    {
        lock (_gate) Known(infoHash);
    }

    /// <summary>A peer of the world announces: it becomes a member, or is heard of again.</summary>
    /// <param name="infoHash">The swarm, registered by this.</param>
    /// <param name="member">The peer.</param>
    /// <param name="hasFinished">Whether its download has just finished.</param>
    public void Admit(InfoHash infoHash, Member member, bool hasFinished = false)
    {
        lock (_gate)
        {
            var swarm = Known(infoHash);
            Put(swarm, member);
            if (hasFinished) swarm.Downloaded++;
        }
    }

    /// <summary>A peer of the world says that it leaves.</summary>
    public void Dismiss(InfoHash infoHash, PeerEndpoint endpoint)
    {
        lock (_gate)
        {
            if (_swarms.TryGetValue(infoHash, out var swarm)) swarm.Of(endpoint).Remove(endpoint);
        }
    }

    /// <summary>
    /// Who is on its list: what its replies are drawn from. Peers that left without a word are among them until their
    /// timeout; callers over the wire are not, and nobody made up is.
    /// </summary>
    public SwarmTruth Truth(InfoHash infoHash, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_swarms.TryGetValue(infoHash, out var swarm)) return default;
            swarm.Forget(now, manners.MemberTimeout);
            return swarm.Truth;
        }
    }

    /// <inheritdoc/>
    public AnnounceAnswer? Announce(AnnounceRequest request, IPAddress from, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!IsUp(now) || random.Chance(manners.Loss)) return null;
            if (random.Chance(manners.RefusalShare)) return Refusal("the tracker has no time for this now");
            if (Served(request.InfoHash) is not { } swarm) return Refusal("unregistered torrent");
            swarm.Forget(now, manners.MemberTimeout);

            var caller = PeerEndpoint.From(from, request.Port);
            var list = swarm.Of(caller);
            if (IsEarly(list, caller, request.Event, now)) return Refusal("announced too soon, please wait");
            Note(swarm, list, caller, request, now);
            if (request.Event == AnnounceEvent.Stopped) return Reply(list, swarm, PeerList.Empty);
            var reply = Answer(swarm, list, request, caller, now);
            if (!request.WantsPeerIds || !manners.PassesIdsOn) return reply;
            return reply with { Named = [.. reply.Peers.ToArray().Select(peer => new NamedPeer(peer, peer == caller ? request.PeerId : PeerSoftware.IdOf(peer)))] };
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScrapeCounts?>? Scrape(IReadOnlyList<InfoHash> hashes, AddressFamily family, DateTimeOffset now)
    {
        lock (_gate)
        {
            return !IsUp(now) || random.Chance(manners.Loss) ? null : [.. hashes.Select(Counts)];
        }

        ScrapeCounts? Counts(InfoHash hash)
        {
            if (manners.Claims is { } claims) return new ScrapeCounts(claims.Complete, claims.Incomplete, claims.Complete);
            if (!_swarms.TryGetValue(hash, out var swarm)) return manners.RegisteredOnly ? null : new ScrapeCounts(0, 0, 0);
            swarm.Forget(now, manners.MemberTimeout);
            var list = swarm.Of(family == AddressFamily.InterNetworkV6);
            return new ScrapeCounts(list.Seeders, list.Count - list.Seeders, swarm.Downloaded);
        }
    }

    private TrackedSwarm Known(InfoHash infoHash)
    {
        if (!_swarms.TryGetValue(infoHash, out var swarm)) _swarms.Add(infoHash, swarm = new TrackedSwarm());
        swarm.IsOfTheWorld = true;
        return swarm;
    }

    /// <summary>The swarm asked about; an open tracker opens one for whoever asks, as long as there is room.</summary>
    private TrackedSwarm? Served(InfoHash infoHash)
    {
        if (_swarms.TryGetValue(infoHash, out var swarm)) return swarm;
        if (manners.RegisteredOnly || _swarms.Count >= MaxSwarms) return null;
        _swarms.Add(infoHash, swarm = new TrackedSwarm());
        return swarm;
    }

    private bool IsEarly(MemberList list, PeerEndpoint caller, AnnounceEvent now, DateTimeOffset at) =>
        manners is { RefusesEarly: true, MinInterval: { } floor } && now is AnnounceEvent.None or AnnounceEvent.Started
        && list.TryFind(caller, out var member) && at - member.AnnouncedAt < floor;

    private void Note(TrackedSwarm swarm, MemberList list, PeerEndpoint caller, AnnounceRequest request, DateTimeOffset now)
    {
        if (request.Event == AnnounceEvent.Stopped) list.Remove(caller);
        else Put(swarm, new Member(caller, IdOrder(request.PeerId), IsSeeder: request.Left == 0, now) { IsCaller = true });
        if (request.Event == AnnounceEvent.Completed) swarm.Downloaded++;
    }

    private void Put(TrackedSwarm swarm, Member member)
    {
        var list = swarm.Of(member.Endpoint);
        list.Put(member);
        if (manners.StoreCapacity is { } capacity) list.Evict(capacity);
    }

    private AnnounceReply Answer(TrackedSwarm swarm, MemberList list, AnnounceRequest request, PeerEndpoint caller, DateTimeOffset now)
    {
        var want = Math.Min(request.NumWant < 0 ? manners.DefaultNumWant : request.NumWant, manners.MaxNumWant);
        var isSeeder = request.Left == 0;
        if (swarm.Cached(caller.IsV6, isSeeder, want, now) is { } cached) return cached;

        _chosen.Clear();
        var candidates = isSeeder && manners.SeedersGetLeechersOnly ? Candidates.LeechersOf(list) : new Candidates(list);
        manners.Policy.Choose(candidates, want, random, _chosen);

        // Callers are in the list by now, as on real trackers: whoever is alone is named to itself.
        if (manners.FabricatesPeers && !swarm.IsOfTheWorld && !caller.IsV6)
        {
            while (_chosen.Count < Math.Min(want, MadeUpPeers)) _chosen.Add(PeerAddresses.MadeUp(random));
        }

        var reply = Reply(list, swarm, Compact(_chosen));
        if (manners.CacheFor > TimeSpan.Zero) swarm.Cache(caller.IsV6, isSeeder, want, reply, now + manners.CacheFor);
        return reply;
    }

    private AnnounceReply Reply(MemberList list, TrackedSwarm swarm, PeerList peers) => new()
    {
        Interval = (long)manners.Interval.TotalSeconds,
        MinInterval = (long?)manners.MinInterval?.TotalSeconds,
        Complete = manners.Claims?.Complete ?? list.Seeders,
        Incomplete = manners.Claims?.Incomplete ?? list.Count - list.Seeders,
        Downloaded = swarm.Downloaded,
        TrackerId = manners.GivesTrackerId ? _id : null,
        Peers = peers,
    };

    private TrackerRefusal Refusal(string reason) => new(reason) { MinInterval = (long?)manners.MinInterval?.TotalSeconds };

    private static ulong IdOrder(PeerId peerId) => BinaryPrimitives.ReadUInt64BigEndian(peerId.Bytes);

    private static PeerList Compact(List<PeerEndpoint> peers)
    {
        var v4 = new byte[peers.Count(peer => !peer.IsV6) * PeerEndpoint.CompactLengthV4];
        var v6 = new byte[peers.Count(peer => peer.IsV6) * PeerEndpoint.CompactLengthV6];
        var (atV4, atV6) = (0, 0);
        foreach (var peer in peers)
        {
            if (peer.IsV6) atV6 += peer.WriteCompact(v6.AsSpan(atV6));
            else atV4 += peer.WriteCompact(v4.AsSpan(atV4));
        }

        return new PeerList(v4, v6);
    }
}
