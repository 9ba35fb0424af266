using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Tests.Scrape;

public class ScrapeUrlTests
{
    private static readonly InfoHash Hash = InfoHash.Parse("4141414141414141414141414141414141414141");

    [Theory]
    [InlineData("/announce", "/scrape?info_hash=AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/x/announce", "/x/scrape?info_hash=AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/announce.php", "/scrape.php?info_hash=AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/announce?x2%0644", "/scrape?x2%0644&info_hash=AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/announce.php?passkey=abc==", "/scrape.php?passkey=abc==&info_hash=AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/announce/announce", "/announce/scrape?info_hash=AAAAAAAAAAAAAAAAAAAA")]
    public void Announce_in_the_last_segment_becomes_scrape_and_the_query_stays_verbatim_BEP_48(string announce, string scrape)
    {
        Assert.True(ScrapeUrl.TryRequestTarget(TrackerUrl.Parse("http://t.example.com" + announce), [Hash], out var target));
        Assert.Equal(scrape, target);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/announce/")]
    [InlineData("/announce/x")]
    [InlineData("/Announce")]
    [InlineData("/x%064announce")]
    [InlineData("/x?y=/announce")]
    [InlineData("/announce/key?a=1")]
    public void Any_other_tracker_has_no_scrape(string rest) =>
        Assert.False(ScrapeUrl.TryRequestTarget(TrackerUrl.Parse("http://t.example.com" + rest), [Hash], out _));

    [Fact]
    public void Several_hashes_stand_in_one_URL()
    {
        Assert.True(ScrapeUrl.TryRequestTarget(TrackerUrl.Parse("http://t.example.com/announce"), [Hash, Hash], out var target));
        Assert.Equal("/scrape?info_hash=AAAAAAAAAAAAAAAAAAAA&info_hash=AAAAAAAAAAAAAAAAAAAA", target);
    }
}
