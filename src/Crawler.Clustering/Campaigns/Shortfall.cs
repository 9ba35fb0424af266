namespace Crawler.Clustering.Campaigns;

/// <summary>
/// Which shards have fewer torrents than they should, pure. A shard that stays short although it was fed is fed again, but ever
/// more seldom: some torrent in it may have ended for good.
/// </summary>
/// <param name="shards">How many there are.</param>
public sealed class Shortfall(int shards)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Fed[] _fed = new Fed[shards];

    /// <summary>The shards to feed now.</summary>
    /// <param name="expected">Torrents a shard should have.</param>
    /// <param name="actual">Torrents a shard has.</param>
    /// <param name="now">The time.</param>
    public IEnumerable<int> At(Func<int, int> expected, Func<int, int> actual, DateTimeOffset now)
    {
        for (var shard = 0; shard < _fed.Length; shard++)
        {
            var (has, shouldHave) = (actual(shard), expected(shard));
            if (has >= shouldHave) _fed[shard] = default;
            // It has lost some since, or there are new ones: that is news.
            else if (_fed[shard] is var fed && (now >= fed.NotBefore || has < fed.Had || shouldHave > fed.ShouldHave)) yield return shard;
        }
    }

    /// <summary>A shard was fed.</summary>
    /// <param name="shard">Which.</param>
    /// <param name="had">Torrents it had before.</param>
    /// <param name="shouldHave">Torrents it was fed.</param>
    /// <param name="now">The time.</param>
    public void WasFed(int shard, int had, int shouldHave, DateTimeOffset now)
    {
        var pause = _fed[shard].Pause == TimeSpan.Zero ? FirstPause : _fed[shard].Pause * 2;
        if (pause > LongestPause) pause = LongestPause;
        _fed[shard] = new Fed(had, shouldHave, pause, now + pause);
    }

    private readonly record struct Fed(int Had, int ShouldHave, TimeSpan Pause, DateTimeOffset NotBefore);
}
