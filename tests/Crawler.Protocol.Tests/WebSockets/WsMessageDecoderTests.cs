using System.Text;
using System.Text.Json;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;
using Crawler.Protocol.WebSockets;
using FsCheck.Xunit;

namespace Crawler.Protocol.Tests.WebSockets;

public class WsMessageDecoderTests
{
    [Fact]
    public void An_announce_answer_brings_interval_counts_and_the_infohash_as_a_binary_string()
    {
        var hash = new InfoHash(Enumerable.Range(236, 20).Select(i => (byte)i).ToArray());
        var name = Encoding.Latin1.GetString(hash.ToArray());
        var message = Decode(JsonSerializer.Serialize(new Dictionary<string, object> { ["action"] = "announce", ["info_hash"] = name, ["interval"] = 120, ["complete"] = 3, ["incomplete"] = 4 }));
        Assert.Equal(("announce", hash, 120L, new ScrapeCounts(3, 4, null)), (message.Action, message.InfoHash!.Value, message.Interval, message.Counts));
    }

    [Fact]
    public void A_scrape_answer_brings_counts_by_swarm()
    {
        var message = Decode("""{"action":"scrape","files":{"AAAAAAAAAAAAAAAAAAAA":{"complete":1,"incomplete":2,"downloaded":3,"x":[]},"short":{"complete":9},"BBBBBBBBBBBBBBBBBBBB":5},"flags":{"min_request_interval":600}}""");
        Assert.Equal(new ScrapeCounts(1, 2, 3), Assert.Single(message.Files).Value);
    }

    [Theory]
    [InlineData("""{"action":"announce","offer":{"type":"offer","sdp":"x"},"offer_id":"1","peer_id":"2"}""", true)]
    [InlineData("""{"action":"announce","answer":{"type":"answer","sdp":"x"}}""", true)]
    [InlineData("""{"action":"announce","interval":1}""", false)]
    public void Offers_and_answers_of_other_peers_are_signalling(string text, bool signalling) => Assert.Equal(signalling, Decode(text).IsSignalling);

    [Theory]
    [InlineData("120", 120L)]
    [InlineData("-1", -1L)]
    [InlineData("\"120\"", 120L)]
    [InlineData("120.5", 120L)]
    [InlineData("1e2", 100L)]
    [InlineData("99999999999999999999999", long.MaxValue)]
    [InlineData("1e999", long.MaxValue)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("[1]", null)]
    [InlineData("{\"a\":1}", null)]
    public void An_interval_of_any_kind_is_a_number_or_absent(string value, long? expected) =>
        Assert.Equal(expected, Decode($$"""{"interval":{{value}},"complete":7}""") is { Counts.Complete: 7 } message ? message.Interval : -99);

    [Theory]
    [InlineData("5", 5)]
    [InlineData("\"5\"", 5)]
    [InlineData("0", null)]
    public void Retry_in_is_minutes_BEP_31(string value, int? minutes) =>
        Assert.Equal(minutes, (int?)Decode($$"""{"failure reason":"busy","retry in":{{value}}}""").Retry?.After?.TotalMinutes);

    [Fact]
    public void Texts_are_made_fit_to_show()
    {
        var message = Decode("""{"failure reason":"<b>no\u001b[2J</b>","warning message":""}""");
        Assert.Equal(("no [2J", null), (message.FailureReason, message.Warning));
        Assert.Equal("(no reason given)", Decode("""{"failure reason":7}""").FailureReason);
        Assert.True(Decode("""{"failure reason":"x","retry in":"never"}""").Retry!.IsNever);
    }

    [Theory]
    [InlineData("{\"info_hash\":\"AAAAAAAAAAAAAAAAAAA€\"}")]
    [InlineData("{\"info_hash\":\"AAAA\"}")]
    [InlineData("{\"info_hash\":5}")]
    public void What_is_not_20_bytes_is_no_infohash(string text) => Assert.Null(Decode(text).InfoHash);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"action\":}")]
    [InlineData("{\"action\":\"\\ud800\"}")]
    [InlineData("d5:peers0:e")]
    public void What_is_no_JSON_object_is_malformed(string text) => Assert.Throws<WireFormatException>(() => Decode(text));

    [Fact]
    public void A_depth_bomb_is_malformed() => Assert.Throws<WireFormatException>(() => Decode("{\"a\":" + new string('[', 500_000)));

    [Property(MaxTest = 500, Replay = "5,1")]
    public bool Any_bytes_are_read_or_refused_but_never_crash(byte[] bytes)
    {
        foreach (var input in (byte[][])[bytes, [.. "{\"files\":{\""u8, .. bytes], [.. "{\"interval\":"u8, .. bytes, (byte)'}']])
        {
            try
            {
                WsMessageDecoder.Decode(input);
            }
            catch (WireFormatException)
            {
            }
        }

        return true;
    }

    [Fact]
    public void Requests_are_what_the_npm_package_sends()
    {
        var request = new AnnounceRequest { InfoHash = new InfoHash(Enumerable.Range(0xEC, 20).Select(i => (byte)i).ToArray()), PeerId = Loopback.PeerId, Event = AnnounceEvent.Started, Left = 3 };
        using var json = JsonDocument.Parse(WsRequests.Announce(request));
        Assert.Equal(request.InfoHash.ToArray(), Encoding.Latin1.GetBytes(json.RootElement.GetProperty("info_hash").GetString()!));
        Assert.Equal(("announce", "-CR0100-abcdefghijkl", "started", 3, 0, 0), (
            json.RootElement.GetProperty("action").GetString(), json.RootElement.GetProperty("peer_id").GetString(), json.RootElement.GetProperty("event").GetString(),
            json.RootElement.GetProperty("left").GetInt32(), json.RootElement.GetProperty("numwant").GetInt32(), json.RootElement.GetProperty("offers").GetArrayLength()));
        using var scrape = JsonDocument.Parse(WsRequests.Scrape(Loopback.Hashes(2)));
        Assert.Equal(("scrape", 2), (scrape.RootElement.GetProperty("action").GetString(), scrape.RootElement.GetProperty("info_hash").GetArrayLength()));
    }

    private static WsMessage Decode(string text) => WsMessageDecoder.Decode(Encoding.UTF8.GetBytes(text));
}
