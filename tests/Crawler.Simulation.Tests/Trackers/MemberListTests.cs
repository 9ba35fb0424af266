using Crawler.Protocol;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Trackers;

public class MemberListTests
{
    [Fact]
    public void It_agrees_with_a_dictionary_whatever_is_put_and_removed()
    {
        var random = new SeededRandom(13);
        var addresses = new PeerAddresses();
        var peers = Enumerable.Range(0, 60).Select(_ => addresses.Next(random)).ToArray();
        var list = new MemberList();
        var expected = new Dictionary<PeerEndpoint, bool>();
        for (var step = 0; step < 5_000; step++)
        {
            var peer = peers[random.Next(peers.Length)];
            var isSeeder = random.Chance(0.5);
            if (random.Chance(0.4))
            {
                Assert.Equal(expected.Remove(peer), list.Remove(peer));
            }
            else
            {
                list.Put(new Member(peer, 0, isSeeder, Samples.Start));
                expected[peer] = isSeeder;
            }

            Assert.Equal(expected.Count, list.Count);
            Assert.Equal(expected.Values.Count(seeder => seeder), list.Seeders);
            for (var place = 0; place < list.Count; place++)
            {
                Assert.Equal(place < list.Seeders, list[place].IsSeeder);
                Assert.Equal(expected[list[place].Endpoint], list[place].IsSeeder);
            }
        }
    }

    [Fact]
    public void An_lru_store_keeps_those_heard_of_last()
    {
        var list = new MemberList();
        var members = Samples.Members(20);
        for (var place = 0; place < 20; place++) list.Put(members[place] with { AnnouncedAt = Samples.Start.AddSeconds(place) });
        list.Put(members[0] with { AnnouncedAt = Samples.Start.AddSeconds(99) });
        list.Evict(5);

        Assert.Equal(5, list.Count);
        Assert.True(list.TryFind(members[0].Endpoint, out _));
        Assert.All(Enumerable.Range(16, 4), place => Assert.True(list.TryFind(members[place].Endpoint, out _)));
    }

    [Fact]
    public void Who_announces_over_and_over_takes_no_more_room()
    {
        var list = Samples.Members(20);
        for (var second = 0; second < 10_000; second++) list.Put(list[second % 20] with { AnnouncedAt = Samples.Start.AddSeconds(second) });

        Assert.Equal(20, list.Count);
        Assert.InRange(list.Noted, 20, 200);
        list.Forget(Samples.Start.AddSeconds(10_000), TimeSpan.FromSeconds(10));
        Assert.Equal(10, list.Count);
    }

    [Fact]
    public void Those_who_stay_for_good_are_never_forgotten_and_keep_their_turn()
    {
        var list = new MemberList();
        var members = Samples.Members(20);
        for (var place = 0; place < 20; place++) list.Put(members[place] with { AnnouncedAt = Samples.Start.AddMinutes(place), StaysForGood = true });
        var now = Samples.Start.AddDays(10);
        list.Forget(now, TimeSpan.FromMinutes(45));

        Assert.Equal(20, list.Count);
        for (var place = 0; place < 20; place++) Assert.InRange(now - list[place].AnnouncedAt, TimeSpan.Zero, TimeSpan.FromMinutes(45));
        Assert.Equal(20, Enumerable.Range(0, 20).Select(place => list[place].AnnouncedAt).Distinct().Count());
    }

    [Fact]
    public void The_order_of_peer_ids_follows_every_change()
    {
        var list = Samples.Members(50);
        Assert.True(IsSorted());
        list.Remove(list[7].Endpoint);
        Assert.True(IsSorted());
        Assert.Equal(49, list.ByPeerId.Count);

        bool IsSorted() => list.ByPeerId.Select(place => list[place].IdOrder).SequenceEqual(list.ByPeerId.Select(place => list[place].IdOrder).Order());
    }
}
