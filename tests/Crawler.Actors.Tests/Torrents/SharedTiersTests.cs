using Crawler.Actors.Torrents;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Tests.Torrents;

public sealed class SharedTiersTests
{
    [Fact]
    public void Equal_lists_become_one_and_equal_entries_of_lists_that_differ()
    {
        var shared = new SharedTiers();
        var first = shared.Of(Tiers("http://a.example/announce", "http://b.example/announce"));
        Assert.Same(first, shared.Of(Tiers("http://a.example/announce", "http://b.example/announce")));

        var other = shared.Of(Tiers("http://a.example/announce", "http://c.example/announce"));
        Assert.Same(first.Entries[0], other.Entries[0]);
        Assert.Equal("c.example", other.Entries[1].Url.Host);
        var moved = shared.Of(Tiers("http://b.example/announce"));
        Assert.Equal((0, 0, "b.example"), (moved.Entries[0].Tier, moved.Entries[0].Position, moved.Entries[0].Url.Host));
    }

    private static AnnounceTiers Tiers(params string[] urls) => AnnounceTiers.Of(urls.Select(url => new[] { url }));
}
