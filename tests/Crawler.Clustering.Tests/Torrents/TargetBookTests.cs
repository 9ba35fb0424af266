using Crawler.Actors.Torrents;
using Crawler.Clustering.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

namespace Crawler.Clustering.Tests.Torrents;

public class TargetBookTests
{
    [Fact]
    public void Every_target_is_in_one_shard_and_told_to_it()
    {
        var shards = new SwarmShards(16);
        var book = new TargetBook(shards);
        var targets = Targets(1000);
        book.Add(targets);
        book.Add(targets[..10]);

        Assert.Equal(1000, book.Count);
        Assert.Equal(1000, Enumerable.Range(0, 16).Sum(book.CountIn));
        Assert.All(Enumerable.Range(0, 16), shard => Assert.All(book.In(shard), target => Assert.Equal(
            (SwarmShards.NameOf(shard), target.InfoHash.ToString()),
            (shards.ShardId(new TorrentMessages.Track(target)), shards.EntityId(new TorrentMessages.Track(target))))));
    }

    [Fact]
    public void Shards_are_about_even() => Assert.All(
        Targets(16_000).GroupBy(target => new SwarmShards(16).Of(target.InfoHash)), shard => Assert.InRange(shard.Count(), 850, 1150));

    [Fact]
    public void What_is_for_no_torrent_is_for_no_shard()
    {
        var shards = new SwarmShards(16);

        Assert.Null(shards.EntityId((object)"?"));
        Assert.Null(shards.ShardId((object)"?"));
        Assert.Equal("15", shards.ShardId("0000000f" + new string('0', 32)));
    }

    private static Target[] Targets(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var hash = new byte[InfoHash.Length];
            random.NextBytes(hash);
            return new Target { InfoHash = new InfoHash(hash) };
        })];
    }
}
