using Crawler.Protocol.Metainfo;
using FsCheck.Xunit;

namespace Crawler.Protocol.Tests.Metainfo;

public class MagnetTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef01234567";
    private const string V2 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_v1_magnet_names_infohash_trackers_name_and_size_BEP_9()
    {
        var magnet = Magnet.Parse($"magnet:?xt=urn:btih:{Hex}&dn=My+File%20%2B1&xl=42&tr=http%3A%2F%2Fa.example.com%2Fannounce%3Fk%3Dv%26w&tr=udp://b.example.com:1");
        Assert.Equal(InfoHash.Parse(Hex), magnet.V1);
        Assert.Equal(("My File +1", 42), (magnet.Name, magnet.Size));
        Assert.Equal(["http://a.example.com/announce?k=v&w", "udp://b.example.com:1/"], magnet.Trackers.Entries.Select(entry => entry.Url.Reveal()));
        Assert.Equal([0, 1], magnet.Trackers.Entries.Select(entry => entry.Tier));
        Assert.Equal("magnet", Assert.Single(magnet.Targets()).Source);
    }

    [Theory]
    [InlineData($"MAGNET:?XT=URN:BTIH:{Hex}")]
    [InlineData("magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH")]
    [InlineData($"magnet:?xt.1=urn:sha1:ABC&xt.2=urn:btih:{Hex}")]
    [InlineData($"magnet:?xt=urn%3Abtih%3A{Hex}")]
    [InlineData($"magnet:?&&novalue&=empty&xt=urn:btih:{Hex}&xl=-5&xl=x&tr=")]
    public void Odd_spellings_of_a_v1_magnet_are_read(string text)
    {
        var magnet = Magnet.Parse(text);
        Assert.Equal(Hex, magnet.V1.ToString());
        Assert.Null(magnet.Size);
        Assert.Empty(magnet.Trackers.Entries);
    }

    [Fact]
    public void A_v2_magnet_is_truncated_towards_trackers_BEP_52()
    {
        var target = Assert.Single(Magnet.Parse($"magnet:?xt=urn:btmh:1220{V2}").Targets());
        Assert.Equal(V2[..40], target.InfoHash.ToString());
        Assert.Equal(32, target.FullV2Hash!.Value.Length);
    }

    [Fact]
    public void A_hybrid_magnet_is_two_swarms() =>
        Assert.Equal([Hex, V2[..40]], Magnet.Parse($"magnet:?xt=urn:btih:{Hex}&xt=urn:btmh:1220{V2}").Targets().Select(target => target.InfoHash.ToString()));

    [Theory]
    [InlineData("http://example.com", "not a magnet link")]
    [InlineData("magnet:", "not a magnet link")]
    [InlineData("magnet:?dn=x", "names no torrent")]
    [InlineData("magnet:?xt=urn:sha1:ABC", "names no torrent")]
    [InlineData("magnet:?xt=urn:btmh:1114aaaa", "names no torrent")]
    [InlineData("magnet:?xt=urn:btih:123", "urn:btih:")]
    [InlineData("magnet:?xt=urn:btmh:1220abc", "urn:btmh:1220")]
    public void What_names_no_torrent_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<MetainfoException>(() => Magnet.Parse(text)).Message);

    [Fact]
    public void A_magnet_of_more_than_256_KiB_is_refused() =>
        Assert.Throws<MetainfoException>(() => Magnet.Parse($"magnet:?xt=urn:btih:{Hex}&dn={new string('x', 256 * 1024)}"));

    [Property(Replay = "2,1")]
    public bool Any_text_is_read_or_refused_but_never_crashes(string? text)
    {
        try
        {
            Magnet.Parse("magnet:?xt=urn:btih:" + Hex + "&tr=" + text);
            Magnet.Parse("magnet:?" + text);
        }
        catch (MetainfoException)
        {
        }

        return true;
    }
}
