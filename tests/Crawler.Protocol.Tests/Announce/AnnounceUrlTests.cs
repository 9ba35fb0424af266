using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Announce;

public class AnnounceUrlTests
{
    private static readonly AnnounceRequest Request = new()
    {
        InfoHash = InfoHash.Parse("0020252b41ff5f7e2d2e000000000000000000ff"),
        PeerId = Peer("-CR0100-abcdefghijkl"),
        Port = 51413,
        Uploaded = 1,
        Downloaded = 2,
        Left = 3,
        Key = 0xAB,
    };

    [Fact]
    public void The_parameters_of_BEP_3_7_23_stand_in_the_query_with_raw_bytes_escaped_and_never_as_plus() =>
        Assert.Equal(
            "/announce?info_hash=%00%20%25%2BA%FF_~-.%00%00%00%00%00%00%00%00%00%FF&peer_id=-CR0100-abcdefghijkl&port=51413"
            + "&uploaded=1&downloaded=2&left=3&compact=1&no_peer_id=1&key=000000ab",
            Target("http://t.example.com/announce", Request));

    [Theory]
    [InlineData("/announce?PASS", "/announce?PASS&info_hash=")]
    [InlineData("/announce?auth=abc==", "/announce?auth=abc==&info_hash=")]
    [InlineData("/announce?a=1&a=2", "/announce?a=1&a=2&info_hash=")]
    [InlineData("/announce?", "/announce?info_hash=")]
    [InlineData("/announce?a=1&", "/announce?a=1&info_hash=")]
    [InlineData("?PASS", "/?PASS&info_hash=")]
    [InlineData("", "/?info_hash=")]
    public void The_trackers_own_query_comes_first_and_verbatim(string rest, string begin) =>
        Assert.StartsWith(begin, Target("http://t.example.com" + rest, Request));

    [Theory]
    [InlineData(AnnounceEvent.Started, "&event=started")]
    [InlineData(AnnounceEvent.Completed, "&event=completed")]
    [InlineData(AnnounceEvent.Stopped, "&event=stopped")]
    public void An_event_is_named(AnnounceEvent @event, string parameter) =>
        Assert.EndsWith(parameter, Target("http://t.example.com/announce", Request with { Event = @event }));

    [Fact]
    public void Who_wants_peers_ids_asks_for_dictionaries()
    {
        var target = Target("http://t.example.com/announce", Request with { WantsPeerIds = true });
        Assert.Contains("&compact=0&key=", target);
        Assert.DoesNotContain("no_peer_id", target);
    }

    [Fact]
    public void Numwant_is_left_out_where_the_tracker_decides_and_sent_where_we_do()
    {
        Assert.DoesNotContain("numwant", Target("http://t.example.com/announce", Request));
        Assert.Contains("&numwant=0&", Target("http://t.example.com/announce", Request with { NumWant = 0 }));
        Assert.Contains("&numwant=200&", Target("http://t.example.com/announce", Request with { NumWant = 200 }));
    }

    [Fact]
    public void The_tracker_id_is_sent_back_escaped() =>
        Assert.EndsWith("&trackerid=a%26b%3D%00%FF", Target("http://t.example.com/announce", Request with { TrackerId = new TrackerId([.. "a&b="u8, 0, 0xFF]) }));

    private static string Target(string url, AnnounceRequest request) => AnnounceUrl.RequestTarget(TrackerUrl.Parse(url), request);

    private static PeerId Peer(string text) => PeerId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
