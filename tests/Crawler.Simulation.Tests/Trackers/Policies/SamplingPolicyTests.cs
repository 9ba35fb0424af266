using Crawler.Protocol;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Simulation.Tests.Trackers.Policies;

/// <summary>Whom each policy names, and how much more its replies overlap than even sampling explains.</summary>
public class SamplingPolicyTests
{
    private const int Members = 1_000;
    private const int Want = 50;

    private readonly MemberList _members = Samples.Members(Members);
    private readonly SeededRandom _random = new(14);

    public static TheoryData<ISamplingPolicy> Even => [new Uniform(), new JitteredStrata(), new RunOfMap()];

    public static TheoryData<ISamplingPolicy> All =>
        [new Uniform(), new JitteredStrata(), new RunOfMap(), new TwoSlices(), new SeedsFirst(), new FirstByPeerId(), new Fakes(0.1, new Uniform())];

    [Theory]
    [MemberData(nameof(Even))]
    public void Every_peer_is_as_likely_as_any_other(ISamplingPolicy policy)
    {
        var counts = new Dictionary<PeerEndpoint, int>();
        for (var i = 0; i < 4_000; i++)
        {
            foreach (var peer in Reply(policy)) counts[peer] = counts.GetValueOrDefault(peer) + 1;
        }

        // 200 each, standard deviation 14.
        Assert.Equal(Members, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 140, 260));
    }

    [Fact]
    public void Two_slices_name_everybody_those_at_the_ends_of_a_half_seldom()
    {
        var counts = new int[Members];
        var places = Enumerable.Range(0, Members).ToDictionary(place => _members[place].Endpoint);
        for (var i = 0; i < 4_000; i++)
        {
            foreach (var peer in Reply(new TwoSlices())) counts[places[peer]]++;
        }

        Assert.All(counts, count => Assert.True(count > 0));
        Assert.All((int[])[0, 499, 500, 999], end => Assert.InRange(counts[end], 1, 30));
        Assert.InRange(counts[250], 140, 290);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_reply_has_nobody_twice_and_no_more_than_there_are(ISamplingPolicy policy)
    {
        foreach (var (members, want) in ((int, int)[])[(0, 50), (1, 50), (2, 1), (7, 50), (60, 50), (100, 99), (1_000, 0)])
        {
            var reply = Reply(policy, Samples.Members(members), want);

            Assert.Equal(reply.Count, reply.Distinct().Count());
            Assert.True(reply.Count <= (policy is FirstByPeerId ? 74 : Math.Min(members, want)), $"{policy} {members} {want}");
            if (policy is not FirstByPeerId) Assert.Equal(Math.Min(members, want), reply.Count);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_reply(ISamplingPolicy policy)
    {
        var one = new List<PeerEndpoint>();
        var other = new List<PeerEndpoint>();
        policy.Choose(new Candidates(_members), Want, new SeededRandom(15), one);
        policy.Choose(new Candidates(_members), Want, new SeededRandom(15), other);

        Assert.Equal(one, other);
    }

    [Fact]
    public void Seeders_are_named_first_and_leechers_where_there_is_room()
    {
        var few = Samples.Members(100, seederShare: 0.2);

        Assert.All(Reply(new SeedsFirst()), peer => Assert.True(IsSeeder(_members, peer)));
        Assert.Equal(20, Reply(new SeedsFirst(), few).Count(peer => IsSeeder(few, peer)));
        Assert.Equal(50, Reply(new SeedsFirst(), few).Count);
    }

    [Fact]
    public void The_first_by_peer_id_are_the_same_ones_every_time()
    {
        var reply = Reply(new FirstByPeerId());

        Assert.Equal(74, reply.Count);
        Assert.Equal(reply, Reply(new FirstByPeerId()));
        Assert.True(reply.Max(IdOrder) < Enumerable.Range(0, Members).Select(place => _members[place].IdOrder).Order().ElementAt(74));
    }

    [Fact]
    public void A_share_of_fakes_is_made_up()
    {
        var replies = Enumerable.Range(0, 400).SelectMany(_ => Reply(new Fakes(0.1, new Uniform()))).ToArray();

        Assert.Equal(0.1, replies.Count(peer => !_members.TryFind(peer, out _)) / (double)replies.Length, 0.01);
    }

    [Fact]
    public void To_seeders_only_leechers_are_named()
    {
        foreach (var policy in (ISamplingPolicy[])[new Uniform(), new JitteredStrata(), new RunOfMap(), new TwoSlices(), new SeedsFirst(), new FirstByPeerId()])
        {
            var reply = new List<PeerEndpoint>();
            policy.Choose(Candidates.LeechersOf(_members), Want, _random, reply);

            Assert.NotEmpty(reply);
            Assert.All(reply, peer => Assert.False(IsSeeder(_members, peer)));
        }
    }

    private List<PeerEndpoint> Reply(ISamplingPolicy policy, MemberList? members = null, int want = Want)
    {
        var reply = new List<PeerEndpoint>();
        policy.Choose(new Candidates(members ?? _members), want, _random, reply);
        return reply;
    }

    private ulong IdOrder(PeerEndpoint peer) => _members.TryFind(peer, out var member) ? member.IdOrder : throw new InvalidOperationException("not a member");

    private static bool IsSeeder(MemberList members, PeerEndpoint peer) => members.TryFind(peer, out var member) && member.IsSeeder;
}
