using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class TrackerUrlTests
{
    [Theory]
    [InlineData("http://tracker.example.com/announce", TrackerScheme.Http, "tracker.example.com", 80, "/announce")]
    [InlineData("HTTPS://Tracker.Example.COM:443/Announce", TrackerScheme.Https, "tracker.example.com", 443, "/Announce")]
    [InlineData("udp://tracker.example.com:6969", TrackerScheme.Udp, "tracker.example.com", 6969, "/")]
    [InlineData("ws://tracker.example.com", TrackerScheme.Ws, "tracker.example.com", 80, "/")]
    [InlineData("wss://tracker.example.com/socket", TrackerScheme.Wss, "tracker.example.com", 443, "/socket")]
    [InlineData("  http://tracker.example.com:8080/announce\n", TrackerScheme.Http, "tracker.example.com", 8080, "/announce")]
    [InlineData("http://tracker.example.com.:/announce", TrackerScheme.Http, "tracker.example.com", 80, "/announce")]
    [InlineData("http://my_tracker.example.com/announce", TrackerScheme.Http, "my_tracker.example.com", 80, "/announce")]
    [InlineData("http://192.0.2.7:6969/announce", TrackerScheme.Http, "192.0.2.7", 6969, "/announce")]
    public void An_announce_URL_is_scheme_host_port_and_the_rest(string text, TrackerScheme scheme, string host, int port, string rest)
    {
        var url = TrackerUrl.Parse(text);
        Assert.Equal((scheme, host, port, rest), (url.Scheme, url.Host, url.Port, url.PathAndQuery));
    }

    [Theory]
    [InlineData("/announce?auth=abc==")]
    [InlineData("/announce?PASS")]
    [InlineData("/announce?a=1&a=2")]
    [InlineData("/a/../b/./announce//x")]
    [InlineData("/%7euser/%2F/announce%20x")]
    [InlineData("/announce?x=a+b;c,d'(e)!$*:@[f]")]
    [InlineData("/announce?")]
    public void Path_and_query_are_kept_byte_for_byte(string rest) =>
        Assert.Equal(rest, TrackerUrl.Parse("http://tracker.example.com" + rest).PathAndQuery);

    [Fact]
    public void A_query_without_a_path_gets_the_path_that_HTTP_needs() =>
        Assert.Equal("/?PASS", TrackerUrl.Parse("http://tracker.example.com?PASS").PathAndQuery);

    [Fact]
    public void Spaces_in_the_path_are_escaped_since_a_request_line_cannot_hold_them() =>
        Assert.Equal("/my%20announce?a=%22b%22", TrackerUrl.Parse("http://tracker.example.com/my announce?a=\"b\"").PathAndQuery);

    [Fact]
    public void Characters_beyond_ASCII_are_escaped_as_UTF8() =>
        Assert.Equal("/%C3%BC/%F0%9F%98%80", TrackerUrl.Parse("http://tracker.example.com/ü/😀").PathAndQuery);

    [Fact]
    public void A_fragment_never_goes_over_the_wire() =>
        Assert.Equal("/announce", TrackerUrl.Parse("http://tracker.example.com/announce#top").PathAndQuery);

    [Theory]
    [InlineData("http://[2001:db8::1]:6969/announce", "2001:db8::1", "[2001:db8::1]:6969")]
    [InlineData("http://[2001:DB8:0::1]/announce", "2001:db8::1", "[2001:db8::1]:80")]
    [InlineData("udp://[::1]:6969", "::1", "[::1]:6969")]
    public void An_IPv6_literal_stands_in_brackets(string text, string host, string authority)
    {
        var url = TrackerUrl.Parse(text);
        Assert.Equal((host, authority), (url.Host, url.Authority));
        Assert.Equal(url, TrackerUrl.Parse(url.Reveal()));
    }

    [Fact]
    public void An_international_host_name_becomes_punycode() =>
        Assert.Equal("xn--bcher-kva.example", TrackerUrl.Parse("http://Bücher.example/announce").Host);

    [Theory]
    [InlineData("", "no scheme")]
    [InlineData("tracker.example.com/announce", "no scheme")]
    [InlineData("://tracker.example.com", "no scheme")]
    [InlineData("telnet://tracker.example.com:23", "unknown scheme 'telnet'")]
    [InlineData("dht://", "unknown scheme 'dht'")]
    [InlineData("http://tracker.example.com:69691337/announce", "port")]
    [InlineData("http://tracker.example.com:99999999999999999999/announce", "port")]
    [InlineData("http://tracker.example.com:0/announce", "port")]
    [InlineData("http://tracker.example.com:-1/announce", "port")]
    [InlineData("http://tracker.example.com:80a/announce", "port")]
    [InlineData("udp://tracker.example.com", "needs a port")]
    [InlineData("udp://tracker.example.com/announce", "needs a port")]
    [InlineData("udp://[::1]", "needs a port")]
    [InlineData("http://", "host")]
    [InlineData("http:///announce", "host")]
    [InlineData("http://track er.example.com/announce", "host")]
    [InlineData("http://[::1/announce", "host")]
    [InlineData("http://user:secret@tracker.example.com/announce", "password")]
    public void What_cannot_be_called_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(TrackerUrl.TryParse(text, out _, out var problem));
        Assert.Contains(reason, problem);
        Assert.DoesNotContain("secret", problem);
        Assert.Throws<FormatException>(() => TrackerUrl.Parse(text));
    }

    [Fact]
    public void A_URL_of_more_than_2048_characters_is_refused() =>
        Assert.False(TrackerUrl.TryParse("http://tracker.example.com/" + new string('a', 2048), out _, out _));

    [Theory]
    [InlineData("http://tracker.example.com:80/announce", "http://tracker.example.com/announce", true)]
    [InlineData("http://TRACKER.example.com/announce", "http://tracker.example.com/announce", true)]
    [InlineData("http://tracker.example.com/announce", "https://tracker.example.com/announce", false)]
    [InlineData("http://tracker.example.com/announce", "http://tracker.example.com/Announce", false)]
    [InlineData("http://tracker.example.com/announce?k=1", "http://tracker.example.com/announce?k=2", false)]
    public void Two_URLs_are_one_tracker_when_scheme_host_port_and_the_bytes_of_the_rest_agree(string left, string right, bool same)
    {
        Assert.Equal(same, TrackerUrl.Parse(left).Equals(TrackerUrl.Parse(right)));
        Assert.Equal(same, TrackerUrl.Parse(left).Key().SequenceEqual(TrackerUrl.Parse(right).Key()));
    }
}
