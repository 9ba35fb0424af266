using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;

namespace Crawler.Protocol.Tests.Preferences;

public class TrackerPreferenceTests
{
    [Theory]
    [InlineData("BITTORRENT")]
    [InlineData("BITTORRENT DENY ALL")]
    [InlineData("BITTORRENT udp:80 TCP:0 TCP:65536 UDP:x UDP:")]
    public void A_record_without_ports_says_that_no_tracker_runs_here_BEP_34(string record)
    {
        var preference = TrackerPreference.Parse([record]);
        Assert.True(preference.DeniesAll);
        Assert.False(preference.Allows(TrackerScheme.Http, 80));
        Assert.False(preference.Allows(TrackerScheme.Udp, 80));
    }

    [Fact]
    public void Ports_are_allowed_by_protocol_and_kept_in_order_of_preference_BEP_34()
    {
        var preference = TrackerPreference.Parse(["v=spf1 -all", "BITTORRENT UDP:1337 TCP:80 ignored UDP:6969", "BITTORRENT TCP:443 TCP:80"]);
        Assert.Equal([1337, 6969], preference.UdpPorts);
        Assert.Equal([80, 443], preference.TcpPorts);
        Assert.All((IEnumerable<(TrackerScheme, int)>)[(TrackerScheme.Udp, 1337), (TrackerScheme.Http, 80), (TrackerScheme.Ws, 80), (TrackerScheme.Https, 443), (TrackerScheme.Wss, 443)],
            allowed => Assert.True(preference.Allows(allowed.Item1, allowed.Item2)));
        Assert.All((IEnumerable<(TrackerScheme, int)>)[(TrackerScheme.Udp, 80), (TrackerScheme.Http, 1337), (TrackerScheme.Http, 8080)],
            denied => Assert.False(preference.Allows(denied.Item1, denied.Item2)));
        Assert.Equal("trackers only on TCP 80, TCP 443, UDP 1337, UDP 6969 (BEP 34)", preference.ToString());
    }

    [Theory]
    [InlineData("bittorrent DENY ALL")]
    [InlineData("BITTORRENTS")]
    [InlineData("v=spf1 BITTORRENT")]
    [InlineData("")]
    public void Any_other_record_says_nothing(string record)
    {
        Assert.Same(TrackerPreference.None, TrackerPreference.Parse([record]));
        Assert.True(TrackerPreference.None.Allows(TrackerScheme.Http, 80));
    }
}
