using System.Net;
using System.Net.Sockets;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests;

public class AddressGuardTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/announce")]
    [InlineData("https://127.0.0.1:{0}/announce")]
    [InlineData("udp://127.0.0.1:{0}/announce")]
    [InlineData("ws://127.0.0.1:{0}/announce")]
    [InlineData("wss://127.0.0.1:{0}/announce")]
    [InlineData("http://2130706433:{0}/announce")]
    [InlineData("http://0x7f.1:{0}/announce")]
    [InlineData("http://127.1:{0}/announce")]
    [InlineData("http://[::1]:{0}/announce")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/announce")]
    [InlineData("udp://[::ffff:127.0.0.1]:{0}/announce")]
    [InlineData("http://[2002:7f00:1::]:{0}/announce")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/announce")]
    [InlineData("http://169.254.169.254:{0}/latest/meta-data")]
    [InlineData("http://192.168.0.1:{0}/announce")]
    [InlineData("udp://10.0.0.1:{0}/announce")]
    [InlineData("http://0.0.0.0:{0}/announce")]
    [InlineData("http://localhost:{0}/announce")]
    [InlineData("http://inside.example.com:{0}/announce")]
    [InlineData("udp://inside.example.com:{0}/announce")]
    [InlineData("ws://inside.example.com:{0}/announce")]
    public async Task By_default_no_scheme_reaches_an_address_that_is_not_public(string url)
    {
        await using var http = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        await using var udp = FakeUdpTracker.Start();
        var port = url.StartsWith("udp", StringComparison.Ordinal) ? udp.EndPoint.Port : http.EndPoint.Port;
        using var client = new TrackerClient(new(), new FakeResolver(("inside.example.com", ["127.0.0.1", "::1", "10.1.2.3"]), ("localhost", ["127.0.0.1"])));
        var tracker = TrackerUrl.Parse(string.Format(null, url, port));

        var attempts = (IEnumerable<Attempt>)[await client.AnnounceAsync(tracker, Loopback.Request), .. await client.ScrapeAsync(tracker, [Loopback.Hash])];
        foreach (var attempt in attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Unsupported))
        {
            Assert.Equal((AttemptOutcome.Blocked, AttemptStage.Dns), (attempt.Outcome, attempt.Stage));
            Assert.Contains("not called unless allowed", attempt.ErrorText);
            Assert.Null(attempt.Address);
        }

        Assert.Equal((0, 0), (http.Connections, udp.Packets.Count));
    }

    [Fact]
    public async Task A_name_with_a_public_and_a_private_address_is_called_at_the_public_one_only()
    {
        await using var http = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var client = new TrackerClient(
            new() { AddressPolicy = new AddressPolicy(allowed: [IPNetwork.Parse("127.0.0.1/32")]) }, new FakeResolver(("both.example.com", ["10.0.0.1", "127.0.0.1", "::1"])));
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse($"http://both.example.com:{http.EndPoint.Port}/announce"), Loopback.Request, AddressFamily.InterNetwork);
        Assert.Equal((AttemptOutcome.Ok, IPAddress.Loopback), (attempt.Outcome, attempt.Address));
    }
}
