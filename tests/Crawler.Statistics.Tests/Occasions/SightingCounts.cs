using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Occasions;

/// <summary>Counts of sightings by their definitions.</summary>
internal static class SightingCounts
{
    public static void CloseWindowWith(this SwarmSightings swarm, NaiveSightings naive)
    {
        swarm.CloseWindow();
        naive.CloseWindow();
    }

    public static void AssertJollySeber(SortedDictionary<int, HashSet<ulong>> occasions, JollySeberCounts actual)
    {
        var (at, peers) = (occasions.Keys.ToArray(), occasions.Values.ToArray());
        Assert.Equal(at, actual.Occasion);
        for (var i = 0; i < peers.Length; i++)
        {
            var before = peers[..i].SelectMany(set => set).ToHashSet();
            var after = peers[(i + 1)..].SelectMany(set => set).ToHashSet();
            Assert.Equal(peers[i].Count, actual.Seen[i]);
            Assert.Equal(peers[i].Count, actual.Released[i]);
            Assert.Equal(peers[i].Count(before.Contains), actual.Marked[i]);
            Assert.Equal(peers[i].Count(after.Contains), actual.SeenLater[i]);
            Assert.Equal(before.Count(peer => after.Contains(peer) && !peers[i].Contains(peer)), actual.Missed[i]);
        }
    }

    public static void AssertUnion(List<HashSet<ulong>>[] members, UnionSample actual)
    {
        var patterns = members
            .SelectMany((occasions, member) => occasions.SelectMany(peers => peers).Distinct().Select(peer => (peer, bit: 1UL << member)))
            .GroupBy(seen => seen.peer, seen => seen.bit)
            .ToDictionary(peer => peer.Key, peer => peer.Aggregate((a, b) => a | b));
        Assert.Equal(
            patterns.Values.CountBy(pattern => pattern).Select(entry => new PatternCount(entry.Key, entry.Value)).OrderBy(count => count.Pattern),
            actual.Patterns);

        var once =
            from member in Enumerable.Range(0, members.Length)
            from occasion in Enumerable.Range(0, members[member].Count)
            from peer in members[member][occasion]
            where members[member].Count(peers => peers.Contains(peer)) == 1
            group peer by (Pattern: patterns[peer], Member: member, Occasion: occasion) into same
            orderby same.Key
            select new SingleOccasionCount(same.Key.Pattern, same.Key.Member, same.Key.Occasion, same.Count());
        Assert.Equal(once, actual.SeenOnce);
    }
}
