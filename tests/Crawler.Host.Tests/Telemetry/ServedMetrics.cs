using System.Diagnostics;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns.Watching;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Host.Serving;
using Crawler.Host.Stores;
using Crawler.Host.Telemetry;
using Crawler.Lab;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Simulation.Worlds;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Web;
using Crawler.Web.Live;
using Crawler.Web.Operating;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawler.Host.Tests.Telemetry;

/// <summary>
/// A simulated world is crawled for some seconds, and what it measured is served as <c>crawler serve</c> does. Alone: meters of
/// ASP.NET belong to a process, and another server that ends would take the instruments of this one with it.
/// </summary>
[CollectionDefinition(nameof(ServedMetrics), DisableParallelization = true)]
public sealed class ServedMetrics : ICollectionFixture<ServedMetrics>, IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(120);

    private readonly PrivateFolder _folder = new();

    /// <summary>What Prometheus was told while the crawl ran.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>The lines that are measurements, not comments.</summary>
    internal IEnumerable<string> Series => Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>Spans of the crawl.</summary>
    internal List<Activity> Spans { get; } = [];

    /// <summary>The infohashes and the trackers' ports, which nothing may show.</summary>
    internal IReadOnlyList<string> Hashes { get; private set; } = [];

    public async Task InitializeAsync()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Crawler",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (Spans) Spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var world = DemoWorld.Start(1, TimeProvider.System, Length);
        Hashes = [.. world.Targets.Select(target => target.InfoHash.ToString())];
        await using var store = await StoreAccess.OpenOrCreateAsync(StoreLocation.Parse(Path.Combine(_folder.Path, "metrics.db")), CancellationToken.None);
        await using var served = await ServeAsync(store);
        using var client = new HttpClient();
        using var enough = new CancellationTokenSource();
        var settings = new CrawlSettings
        {
            Identity = AnnounceIdentity.NewRandom(port: 6881, numWant: 200),
            Families = AddressFamilies.V4,
            Plan = new MeasuringPlan { Precision = 0.005, Burst = new Burst(400, TimeSpan.FromMilliseconds(250)) },
        };
        var network = new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) };
        var crawl = new CrawlRun(store, settings, network, TimeProvider.System).RunAsync(
            new CrawlOrder
            {
                Campaign = CrawlManifest.Of("demo", world.Targets, settings, network, TimeProvider.System.GetUtcNow()),
                Targets = world.Targets,
                Duration = Length,
                Companion = new CampaignCompanion(store, TimeProvider.System, _ => { }),
            },
            new QuickView(),
            enough.Token);
        var gauges = served.Services.GetServices<IHostedService>().OfType<StoreGauges>().Single();
        await Eventually.HoldsAsync(async () =>
        {
            await gauges.LookAsync(CancellationToken.None);
            // The first request is itself measured in the second.
            Text = await client.GetStringAsync(new Uri(served.Address + ServedTelemetry.Path));
            return Text.Contains("crawler_campaign_late_p99_seconds{", StringComparison.Ordinal) && Text.Contains("http_server_request_duration_seconds_bucket", StringComparison.Ordinal)
                && Text.Contains("crawler_rollup_lag", StringComparison.Ordinal);
        }, "the campaign and the requests are measured", within: TimeSpan.FromSeconds(90));
        await enough.CancelAsync();
        await crawl;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();
    /// <summary>As <c>crawler serve</c> does.</summary>
    private static async Task<WebServer> ServeAsync(ICrawlStore store)
    {
        CrawlerConfiguration.Current = CrawlerConfiguration.Of([new ConfigurationLayer("test", [("Telemetry:TrackerLabels", new Setting("3", "test"))])]);
        return await WebServer.StartAsync(
            new WebOptions { Listen = "http://127.0.0.1:0", RequestsPerMinute = 0 }, store, new NoLiveCrawls(), new NoChecks(), TimeProvider.System, CancellationToken.None);
    }

    private sealed class QuickView : ICrawlView
    {
        public TimeSpan Pace => TimeSpan.FromSeconds(2);

        public void OnProgress(CrawlProgress progress)
        {
        }

        public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until) =>
            await Task.Delay(Timeout.InfiniteTimeSpan, clock.Time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed class NoChecks : ITrackerCheck
    {
        public Task<TrackerCheck> CheckAsync(int tracker, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
