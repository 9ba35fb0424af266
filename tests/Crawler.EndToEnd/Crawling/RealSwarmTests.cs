using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.EndToEnd.Crawling;

public class RealSwarmTests(RealSwarm swarm) : IClassFixture<RealSwarm>
{
    [Fact]
    public void The_crawl_ends_well() => Assert.Equal((0, ""), (swarm.Ended.ExitCode, swarm.Ended.Error));

    [Fact]
    public async Task The_real_clients_are_in_the_store()
    {
        var seen = await swarm.Store.PeersAsync();

        // Each is named over HTTP and over UDP. One has our own address, at a port of its own: a peer like others.
        Assert.All(swarm.Clients, client => Assert.Equal(2, seen.Count(peer => peer.Equals(Pseudonyms.Of(client)))));
    }

    [Fact]
    public void The_good_urls_never_failed() => Assert.All(swarm.Good, url =>
    {
        Assert.Equal([AnnounceEvent.Started, AnnounceEvent.Stopped], CallsOf(url).Select(call => call.Event));
        Assert.All(CallsOf(url), call => Assert.Equal(AttemptOutcome.Ok, call.Outcome));
        Assert.Equal((2, 2), (Reported(url, "attempts"), Reported(url, "successes")));
    });

    [Fact]
    public void Their_claims_are_reported() => Assert.All(swarm.Good, url =>
        Assert.True(Reported(url, "seeders") >= 2 && Reported(url, "distinct_peers") >= 2, swarm.Report.OfPair(url).ToString()));

    [Theory]
    [InlineData("dead", AttemptOutcome.ConnectFailed, "connect_failed")]
    [InlineData("unresolvable", AttemptOutcome.DnsFailed, "dns_failed")]
    [InlineData("refusing", AttemptOutcome.Refused, "refused")]
    public void A_bad_url_shows_its_own_error(string which, AttemptOutcome stored, string reported)
    {
        var pair = swarm.Report.OfPair(UrlOf(which));

        Assert.All(CallsOf(UrlOf(which)), call => Assert.Equal(stored, call.Outcome));
        Assert.Equal(reported, pair.GetProperty("last_outcome").GetString());
        Assert.Equal(CallsOf(UrlOf(which))[^1].Error, pair.GetProperty("last_error").GetString());
        if (which == "refusing") Assert.Equal(RealSwarm.Refusal, pair.GetProperty("last_error").GetString());
    }

    [Theory]
    [InlineData("dead")]
    [InlineData("unresolvable")]
    public void A_dead_url_is_retried_after_its_backoff(string which)
    {
        var tries = CallsOf(UrlOf(which));

        Assert.InRange(tries.Count, 2, 3);
        Assert.All(tries, call => Assert.Equal(AnnounceEvent.Started, call.Event));
        // 15 s and up to a quarter more; looking up a host may itself take 10 s.
        Assert.InRange(tries[1].At - tries[0].At, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(32));
    }

    [Fact]
    public void A_tracker_that_refused_is_left_alone_longer_than_the_crawl_lasted() => Assert.Single(CallsOf(swarm.Refusing));

    private string UrlOf(string which) => which switch { "dead" => swarm.Dead, "refusing" => swarm.Refusing, _ => RealSwarm.NoSuchHost };

    private List<Parts.StoredCrawl.Call> CallsOf(string url) =>
        [.. swarm.Calls.Where(call => call.Tracker == url[..url.LastIndexOf('/')])];

    private long Reported(string url, string name) => swarm.Report.OfPair(url).GetProperty(name).GetInt64();
}
