using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class OptOutsTests
{
    private static readonly InfoHash Left = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567");

    [Theory]
    [InlineData("example.org", "example.org", true)]
    [InlineData("example.org", "tracker.example.org", true)]
    [InlineData("example.org", "a.b.example.org", true)]
    [InlineData("example.org", "notexample.org", false)]
    [InlineData("example.org", "example.org.evil.net", false)]
    [InlineData("example.org", "org", false)]
    [InlineData("tracker.example.org", "example.org", false)]
    [InlineData("*.example.org", "tracker.example.org", true)]
    [InlineData(".example.org", "example.org", true)]
    [InlineData("Example.ORG.", "tracker.example.org", true)]
    [InlineData("example.org", "Tracker.EXAMPLE.org.", true)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData("xn--bcher-kva.example", "tracker.Bücher.example", true)]
    [InlineData("127.66.0.1", "127.66.0.1", true)]
    [InlineData("127.66.0.1", "::ffff:127.66.0.1", true)]
    [InlineData("[2001:db8::1]", "2001:db8:0::1", true)]
    [InlineData("127.66.0.1", "127.66.0.2", false)]
    public void A_host_covers_itself_and_the_names_below_it_in_every_spelling(string optedOut, string host, bool covered) =>
        Assert.Equal(covered, new OptOuts([], [optedOut], []).CoversHost(host));

    [Theory]
    [InlineData("127.66.0.0/16", "127.66.255.255", true)]
    [InlineData("127.66.0.0/16", "127.67.0.0", false)]
    [InlineData("127.66.0.0/16", "::ffff:127.66.1.2", true)]
    [InlineData("::ffff:127.66.0.0/112", "127.66.1.2", true)]
    [InlineData("198.51.100.0/24", "64:ff9b::c633:6401", true)]
    [InlineData("198.51.100.0/24", "2002:c633:6401::1", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("203.0.113.7/32", "203.0.113.7", true)]
    [InlineData("203.0.113.7/32", "203.0.113.6", false)]
    public void A_network_covers_its_addresses_in_every_form(string network, string address, bool covered)
    {
        var optOuts = new OptOuts([], [], [IPNetwork.Parse(network)]);
        Assert.Equal(covered, optOuts.CoversAddress(IPAddress.Parse(address)));
        Assert.Equal(covered, optOuts.CoversHost(address));
    }

    [Fact]
    public void A_million_infohashes_and_a_hundred_thousand_networks_are_looked_up_each_by_itself()
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        var hashes = new List<InfoHash> { Left };
        for (var i = 1; i < 1_000_000; i++)
        {
            BitConverter.TryWriteBytes(bytes, i);
            hashes.Add(new InfoHash(bytes));
        }

        var networks = Enumerable.Range(0, 100_000).Select(i => new IPNetwork(new IPAddress([11, (byte)(i >> 16), (byte)(i >> 8), (byte)i]), 32));
        var optOuts = new OptOuts(hashes, [], networks);
        Assert.Equal((1_000_000, 0, 100_000), (optOuts.InfoHashes, optOuts.Hosts, optOuts.Networks));
        Assert.True(optOuts.Covers(Left));
        Assert.False(optOuts.Covers(InfoHash.Parse("ffffffffffffffffffffffffffffffffffffffff")));
        Assert.True(optOuts.CoversAddress(IPAddress.Parse("11.1.0.1")));
        Assert.False(optOuts.CoversAddress(IPAddress.Parse("12.1.0.1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*.")]
    [InlineData("a b")]
    [InlineData("http://example.org/")]
    [InlineData("10.0.0.0/8")]
    public void What_is_no_host_is_not_taken_for_one(string text)
    {
        Assert.False(OptOuts.TryReadHost(text, out _));
        Assert.Throws<FormatException>(() => new OptOuts([], [text], []));
    }

    [Fact]
    public void The_reason_names_no_passkey_and_nobody_is_covered_by_an_empty_list()
    {
        var tracker = TrackerUrl.Parse("http://0123456789abcdef0123456789abcdef.example.org/announce");
        Assert.Null(OptOuts.None.Refusal(tracker, Left));
        Assert.Equal("***.example.org opted out: it is not called", new OptOuts([], ["example.org"], []).Refusal(tracker, Left));
        Assert.Contains("infohash opted out", new OptOuts([Left], [], []).Refusal(tracker, Left));
    }
}
