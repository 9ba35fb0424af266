using System.Net;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Http;

public class HttpRedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_followed_and_its_target_kept_byte_for_byte(int status)
    {
        await using var second = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        await using var first = FakeHttpTracker.Start(_ => FakeResponse.Redirect(second.Url("/a/../b?x=%7e"), status));
        var attempt = await AnnounceAsync(first.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Ok, 200, 2), (attempt.Outcome, attempt.HttpStatus, attempt.Transmissions));
        Assert.Equal("/a/../b?x=%7e", second.Requests[0].Target);
    }

    [Theory]
    [InlineData("/other?a=1", "/other?a=1")]
    [InlineData("other?a=1", "/x/other?a=1")]
    [InlineData("//127.0.0.1:{port}/other", "/other")]
    public async Task A_relative_redirect_is_relative_to_the_hop(string location, string target)
    {
        await using var tracker = FakeHttpTracker.Start(request =>
            request.Path == "/x/announce" ? FakeResponse.Redirect(location.Replace("{port}", request.Header("Host")!.Split(':')[1])) : FakeResponse.Ok(new AnnounceBody()));
        Assert.True((await AnnounceAsync(tracker.Url("/x/announce"))).Succeeded);
        Assert.Equal(target, tracker.Requests[1].Target);
    }

    [Fact]
    public async Task A_redirect_loop_ends_after_five_hops()
    {
        await using var tracker = FakeHttpTracker.Start(request => FakeResponse.Redirect(request.Target));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.HttpError, "redirected more than 5 times", 302, 6), (attempt.Outcome, attempt.ErrorText, attempt.HttpStatus, attempt.Transmissions));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1/announce")]
    [InlineData("http://[fe80::1]/announce")]
    [InlineData("http://[::ffff:169.254.169.254]/announce")]
    public async Task A_redirect_to_an_address_that_is_not_allowed_is_blocked(string location)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect(location));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, new AddressPolicy(allowed: [IPNetwork.Parse("127.0.0.1/32")]));
        Assert.Equal((AttemptOutcome.Blocked, AttemptStage.Dns, null, 1), (attempt.Outcome, attempt.Stage, attempt.HttpStatus, attempt.Transmissions));
        Assert.Null(attempt.Address);
    }

    [Fact]
    public async Task A_redirect_to_a_name_that_leads_to_a_private_address_is_blocked()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect("http://inside.example.com/announce"));
        using var client = new HttpTrackerClient(
            Loopback.Options with { AddressPolicy = new AddressPolicy(allowed: [IPNetwork.Parse("127.0.0.1/32")]) }, new FakeResolver(("inside.example.com", ["192.168.1.1"])));
        Assert.Equal(AttemptOutcome.Blocked, (await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request)).Outcome);
    }

    [Theory]
    [InlineData("udp://127.0.0.1:80/", "not HTTP")]
    [InlineData("file:///etc/passwd", "unknown scheme 'file'")]
    [InlineData("http://127.0.0.1:69691337/", "port")]
    [InlineData("gopher://x", "unknown scheme 'gopher'")]
    public async Task A_redirect_to_anything_but_HTTP_is_not_followed(string location, string problem)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect(location));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal(AttemptOutcome.HttpError, attempt.Outcome);
        Assert.Contains(problem, attempt.ErrorText);
    }

    [Fact]
    public void A_redirect_from_https_to_http_is_not_followed()
    {
        var hop = new Hop(TrackerUrl.Parse("https://t.example.com/announce"), "/announce");
        Assert.False(hop.TryFollow("http://t.example.com/announce", out _, out var problem));
        Assert.Equal("from https to http", problem);
        Assert.True(hop.TryFollow("/other", out var next, out _));
        Assert.True(next.Tracker.IsSecure);
    }

    [Fact]
    public async Task A_failure_behind_a_redirect_is_told_as_what_it_is()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect("http://127.0.0.1:1/announce"));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.ConnectFailed, AttemptStage.Connect, null), (attempt.Outcome, attempt.Stage, attempt.HttpStatus));
    }

    private static async Task<Attempt> AnnounceAsync(string url, AddressPolicy? policy = null)
    {
        using var client = new HttpTrackerClient(Loopback.Options with { AddressPolicy = policy ?? Loopback.Policy });
        return await client.AnnounceAsync(TrackerUrl.Parse(url), Loopback.Request);
    }
}
