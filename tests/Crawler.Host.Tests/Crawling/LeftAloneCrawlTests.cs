using Crawler.Actors;
using Crawler.Actors.Torrents;
using Crawler.Host.Crawling;
using Crawler.Lab;
using Crawler.Lab.Dns;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Tests.Crawling;

/// <summary>A crawl that meets a host which asks to be left alone, and what its record shows afterwards.</summary>
public sealed class LeftAloneCrawlTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Who_asked_to_be_left_alone_is_listed_and_nobody_called_them()
    {
        await using var dns = FakeDnsServer.Start();
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Interval = 1800 }));
        dns.Txt["www.example.com"] = [["BITTORRENT DENY ALL"]];
        var denied = $"http://www.example.com:{tracker.EndPoint.Port}/0123456789abcdef0123456789abcdef/announce";
        await using var store = StoreFactory.Open(StoreLocation.Parse(_folder["crawl.db"]));
        await store.MigrateAsync();

        // Twice, of another swarm each time: the host is asked, and never called.
        foreach (var digit in "ab") await CrawlAsync(store, dns, InfoHash.Parse(new string(digit, 40)), tracker, denied, "http://opted.example.org/announce");
        var report = await store.Statistics.LeftAloneAsync(StatsScope.All);

        var host = Assert.Single(report.Trackers);
        Assert.Equal((LeftAloneReason.NoTrackerOnHost, "www.example.com", 2, 2, 0), (host.Reason, host.Who, (int)host.Times, (int)host.Swarms, (int)host.CallsSince));
        var optedOut = Assert.Single(report.OptOuts, entry => entry.CampaignId == 1);
        Assert.Equal((OptOutKind.Host, "opted.example.org", false, 1, 0), (optedOut.Kind, optedOut.What, optedOut.IsListed, (int)optedOut.Withheld, (int)optedOut.CallsSince));
        Assert.True(tracker.Requests.Count >= 2, "the tracker that did not ask was called");
    }

    private async Task CrawlAsync(ICrawlStore store, FakeDnsServer dns, InfoHash hash, FakeHttpTracker tracker, params string[] others)
    {
        var preferences = new Asked(new DnsTrackerPreferences([dns.EndPoint]));
        var settings = new CrawlSettings
        {
            Identity = AnnounceIdentity.NewRandom(6881, 50),
            Families = AddressFamilies.V4,
            OptOuts = new OptOutList(new OptOuts([], ["example.org"], [])),
        };
        var run = new CrawlRun(store, settings, new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) }, TimeProvider.System)
        {
            State = new StatePlace(_folder["state"], new Storage.Spool.SpoolOptions()),
            Preferences = preferences,
        };
        using var end = new CancellationTokenSource();
        var target = new Target { InfoHash = hash, Trackers = AnnounceTiers.Of([[tracker.AnnounceUrl], .. others.Select(url => new[] { url })]) };
        var running = run.RunAsync("crawl", [target], null, new UntilView(), end.Token);
        await Task.WhenAny(running, Task.WhenAll(tracker.NextAsync(), preferences.Denied));
        await end.CancelAsync();
        await running;
    }

    /// <summary>Tells when a host was found to deny; what is out then is heard out before a crawl ends.</summary>
    private sealed class Asked(ITrackerPreferences dns) : ITrackerPreferences
    {
        private readonly TaskCompletionSource _denied = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Denied => _denied.Task;

        public async Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation)
        {
            var preference = await dns.OfAsync(host, cancellation);
            if (preference.DeniesAll) _denied.TrySetResult();
            return preference;
        }
    }

    private sealed class UntilView : ICrawlView
    {
        public Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
        {
            var over = new TaskCompletionSource();
            until.Register(over.SetResult);
            return over.Task;
        }
    }
}
