using Akka.Hosting;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawler.Benchmarks.Scale;

/// <summary>A crawl as <c>crawler crawl</c> wires it, whose trackers are stubs, whose log forgets and whose hosts allow everything.</summary>
internal sealed class ScaleCrawl : IAsyncDisposable
{
    private static readonly HostLimits Unlimited = HostLimits.Standard with { Concurrency = 1000, PerSecond = 1_000_000, Burst = 1_000_000 };

    private readonly IHost _host;
    private readonly Crawl _crawl;
    private readonly Counts _counts;
    private readonly StubTrackers _trackers;
    private int _fed;

    private ScaleCrawl(IHost host, Crawl crawl, Counts counts, StubTrackers trackers) => (_host, _crawl, _counts, _trackers) = (host, crawl, counts, trackers);

    /// <summary>Calls that came back.</summary>
    public long Calls => Interlocked.Read(ref _counts.Calls);

    /// <summary>Exceptions of ours.</summary>
    public long Bugs => Interlocked.Read(ref _counts.Bugs);

    public static async Task<ScaleCrawl> StartAsync(StubTrackers trackers, ISessionStore sessions)
    {
        var counts = new Counts();
        var started = new TaskCompletionSource<Crawl>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<ITrackerClient>(trackers);
        builder.Services.AddSingleton<IObservationLog>(counts);
        builder.Services.AddSingleton(sessions);
        builder.Services.AddSingleton<ICrawlObserver>(counts);
        var settings = new CrawlSettings { Identity = AnnounceIdentity.NewRandom(6881, 50), Rates = new CrawlRates { Host = Unlimited } };
        builder.Services.AddAkka("crawler", akka => akka.WithCrawl(settings, started.SetResult));
        var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        return new ScaleCrawl(host, await started.Task, counts, trackers);
    }

    /// <summary>The infohash of the n-th torrent.</summary>
    public static InfoHash HashOf(int torrent) => InfoHash.OfInfoV1(BitConverter.GetBytes(torrent));

    /// <summary>Feeds so many further torrents, each with a name as long as usual.</summary>
    public void Feed(int torrents)
    {
        _crawl.Feed(Enumerable.Range(_fed, torrents).Select(i => new Target
        {
            InfoHash = HashOf(i),
            Name = $"a torrent with a usual name, {i:D6}",
            Trackers = _trackers.Tiers,
        }));
        _fed += torrents;
    }

    /// <summary>Until so many calls came back.</summary>
    public async Task CallsAsync(long calls)
    {
        while (Calls < calls) await Task.Delay(20);
    }

    /// <summary>Until so many torrents are there, with a second for the last of them to set its timer.</summary>
    public async Task TorrentsAsync(int torrents)
    {
        while (_crawl.Meter.RunningTorrents < torrents) await Task.Delay(20);
        await Task.Delay(1000);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Counts : ICrawlObserver, IObservationLog
    {
        public long Calls, Bugs;

        public bool Follows(InfoHash infoHash) => false;

        public void OnAttempt(Observation observation, int newPeers) => Interlocked.Increment(ref Calls);

        public void OnTorrent(TorrentStatus status)
        {
        }

        public void OnMeasured(InfoHash infoHash)
        {
        }

        public void OnBug(string where, Exception error) => Interlocked.Increment(ref Bugs);

        public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation) => Task.CompletedTask;
    }
}
