using System.Collections.Concurrent;
using System.Net.Sockets;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Clustering.Tests;

/// <summary>
/// Real clusters of several nodes in this process, on loopback. The tracker is made up, its one host answers everybody and keeps
/// a list; the store is a dictionary all nodes share.
/// </summary>
public abstract class ClusterKit : IAsyncLifetime
{
    /// <summary>How long a test waits for what must come.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Quick to notice what is gone, as nothing here is busy.</summary>
    protected const string Quick =
        """
        akka.cluster.failure-detector { heartbeat-interval = 0.2s, acceptable-heartbeat-pause = 2s }
        akka.cluster.gossip-interval = 0.2s
        akka.cluster.leader-actions-interval = 0.2s
        akka.cluster.sharding.rebalance-interval = 0.5s
        akka.cluster.sharding.coordinator-failure-backoff = 0.5s
        akka.cluster.sharding.retry-interval = 0.5s
        akka.coordinated-shutdown.run-by-actor-system-terminate = off
        """;

    private readonly List<Crawler> _crawlers = [];

    protected ToldTracker Tracker { get; } = new();

    protected SharedStore Store { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var crawler in _crawlers) await crawler.Node.System.Terminate();
    }

    /// <summary>Starts a crawler; the first one begins the cluster.</summary>
    /// <param name="targets">What to crawl.</param>
    /// <param name="sharesAddress">Whether crawlers share hosts' limits.</param>
    /// <param name="downAfter">When a missing one is given up; as good as at once unless told otherwise.</param>
    /// <param name="measured">How many torrents a crawler says are measured: then it is over when all are. Null without a goal.</param>
    /// <param name="configuration">Of Akka; <see cref="Quick"/> unless told otherwise.</param>
    protected async Task<Crawler> StartAsync(IReadOnlyList<Target> targets, bool sharesAddress = true, TimeSpan? downAfter = null, Func<Crawl, long>? measured = null, string configuration = Quick)
    {
        const int shards = 30;
        var options = new ClusterOptions
        {
            Port = 0,
            Roles = [ClusterRoles.Crawl],
            Seeds = _crawlers.Count == 0 ? [] : [_crawlers[0].Node.Watch.Current.Self],
            DownAfter = downAfter ?? TimeSpan.FromSeconds(1),
            Shards = shards,
            SharesAddress = sharesAddress,
        };
        var node = await ClusterNode.StartAsync(options, "1.0.0", TimeProvider.System, configuration);
        var shares = new LeasedShares(sharesAddress, TimeProvider.System);
        var crawl = await Actors.Crawl.StartAsync(
            node.System,
            new CrawlSettings { Identity = AnnounceIdentity.NewRandom(6881, 50), Rates = CrawlRates.Standard with { Host = HostLimits.Standard with { PerSecond = 10_000, Burst = 1000, Concurrency = 100 } } },
            Tracker,
            Store,
            Store,
            NoObserver.Instance,
            shares: shares);
        await node.Up.WaitAsync(Patience);
        var book = new TargetBook(new SwarmShards(shards));
        book.Add(targets);
        var part = await ClusterCrawl.StartAsync(node, crawl, new ClusterOrder
        {
            Campaign = "test",
            Vantage = "here",
            Shares = shares,
            Book = book,
            PrepareAsync = () => Task.CompletedTask,
            Report = () => new NodeReport(node.Watch.Current.Self, "1.0.0", "here", DateTimeOffset.UtcNow, 0, 0, measured?.Invoke(crawl) ?? 0, "{}", 0, true),
            EndsWhenMeasured = measured is not null,
            Time = TimeProvider.System,
        });
        var crawler = new Crawler(node, crawl, part, shares);
        _crawlers.Add(crawler);
        return crawler;
    }

    /// <summary>Until the cluster, as a crawler sees it, is as wanted.</summary>
    protected static async Task UntilAsync(Crawler crawler, Func<ClusterPicture, bool> wanted, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!wanted(crawler.Node.Watch.Current))
        {
            if (patience.IsCancellationRequested) Assert.Fail($"not within {Patience.TotalSeconds} s: {what}; {crawler.Node.Watch.Current}");
            await Task.Delay(50);
        }
    }

    /// <summary>How many torrents crawlers said they hold.</summary>
    protected static long[] Spread(Crawler seenBy) => [.. seenBy.Node.Watch.Current.Reports.Values.Select(report => report.Torrents)];

    /// <summary>Targets with one tracker.</summary>
    protected static Target[] Targets(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var hash = new byte[InfoHash.Length];
            random.NextBytes(hash);
            return new Target { InfoHash = new InfoHash(hash), Trackers = AnnounceTiers.Of([["http://tracker.example/announce"]]) };
        })];
    }

    protected sealed record Crawler(ClusterNode Node, Crawl Crawl, ClusterCrawl Part, LeasedShares Shares);

    /// <summary>Answers everybody and keeps a list.</summary>
    protected sealed class ToldTracker : ITrackerClient
    {
        public ConcurrentQueue<(InfoHash InfoHash, AnnounceEvent Event, DateTimeOffset At)> Calls { get; } = new();

        public Task<Attempt> AnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation)
        {
            var now = DateTimeOffset.UtcNow;
            Calls.Enqueue((request.InfoHash, request.Event, now));
            return Task.FromResult(new Attempt
            {
                Kind = AttemptKind.Announce,
                InfoHash = request.InfoHash,
                Tracker = tracker,
                Event = request.Event,
                At = now,
                Family = AddressFamily.InterNetwork,
                Stage = AttemptStage.Done,
                Outcome = AttemptOutcome.Ok,
                IntervalAsked = 3600,
                Transmissions = 1,
                Reply = new AnnounceReply { Interval = 3600 },
            });
        }

        public Task<IReadOnlyList<Attempt>> ScrapeAsync(TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family, CancellationToken cancellation) =>
            throw new NotSupportedException("no test scrapes here");
    }

    /// <summary>What all nodes write to and read from.</summary>
    protected sealed class SharedStore : IObservationLog, ISessionStore
    {
        public ConcurrentDictionary<InfoHash, TrackerSession> Sessions { get; } = new();

        public ConcurrentDictionary<InfoHash, int> Loads { get; } = new();

        public Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation)
        {
            foreach (var observation in batch.OfType<Observation>()) Sessions[observation.Attempt.InfoHash] = observation.Session;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation)
        {
            Loads.AddOrUpdate(infoHash, 1, (_, known) => known + 1);
            return Task.FromResult<IReadOnlyList<TrackerSession>>(Sessions.TryGetValue(infoHash, out var session) ? [session] : []);
        }
    }
}
