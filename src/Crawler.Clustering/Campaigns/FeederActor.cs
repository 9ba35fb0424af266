using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.PublishSubscribe;
using Crawler.Actors.Campaigns;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;
using Crawler.Protocol.Metainfo;

namespace Crawler.Clustering.Campaigns;

/// <summary>
/// Feeds the torrents of a campaign to the shard region, one such actor in a cluster. Nobody remembers what was fed: it compares
/// what each shard should have with what it has, and feeds those that are short, paced. That places them at first, and again
/// when shards have moved or a node was lost; a torrent that is there already takes no notice.
/// </summary>
public sealed class FeederActor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StatsPatience = TimeSpan.FromSeconds(5);

    private readonly FeederOrder _order;
    private readonly Shortfall _shortfall;
    private readonly FeedCredit _credit;
    private readonly Queue<Target> _queue = new();
    private readonly MeasuredTally _measured = new();
    private bool _isOver;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public FeederActor(FeederOrder order)
    {
        _order = order;
        _shortfall = new Shortfall(order.Book.Shards.Count);
        _credit = new FeedCredit(order.Pace, order.Time);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The recipe for the feeder of one campaign.</summary>
    public static Props Props(FeederOrder order) => Akka.Actor.Props.Create(() => new FeederActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Topic.Subscribe(Context.System, Self);
        Prepare();
    }

    private void Prepare() => _order.PrepareAsync().PipeTo(Self, success: () => Prepared.Instance, failure: _ => NotPrepared.Instance);

    private void Begin()
    {
        Timers.StartPeriodicTimer(Look.Instance, Look.Instance, TimeSpan.Zero, LookEvery);
        Timers.StartPeriodicTimer(Feed.Instance, Feed.Instance, FeedCredit.Tick, FeedCredit.Tick);
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Prepared: Begin(); break;
            case NotPrepared: Timers.StartSingleTimer(Again.Instance, Again.Instance, LookEvery); break; // the store is away
            case Again: Prepare(); break;
            case Look: OnLook(); break;
            case ClusterShardingStats stats: OnStats(stats); break;
            case Feed: OnFeed(); break;
            case NodeReport report: OnReport(report); break;
            case Status.Failure or CampaignReport or SubscribeAck or CampaignOver: break; // the region is not up yet; our own words
            default: Unhandled(message); break;
        }
    }

    private void OnLook()
    {
        // Again and again: who missed it would crawl on for ever.
        if (_isOver) Topic.Publish(Context.System, new CampaignOver(_order.Campaign));
        if (_isOver || !_order.MayFeed()) return;
        _order.Region.Ask<ClusterShardingStats>(new GetClusterShardingStats(StatsPatience), StatsPatience + StatsPatience).PipeTo(Self);
    }

    private void OnStats(ClusterShardingStats stats)
    {
        var has = new int[_order.Book.Shards.Count];
        var placed = 0;
        foreach (var (shard, torrents) in stats.Regions.Values.SelectMany(region => region.Stats))
        {
            has[int.Parse(shard, System.Globalization.CultureInfo.InvariantCulture)] += torrents;
            placed++;
        }

        Topic.Publish(Context.System, new CampaignReport(
            _order.Campaign, Addresses.Self(Context.System), _order.Time.GetUtcNow(), _order.Book.Count, has.Sum(), has.Length, placed));
        // The first one up would take all shards, and give most of them away again.
        if (placed == 0 && stats.Regions.Count < _order.MinimumCrawlers) return;
        // What is still to be fed makes shards look short that are not.
        if (_queue.Count > 0) return;
        var now = _order.Time.GetUtcNow();
        foreach (var shard in _shortfall.At(_order.Book.CountIn, shard => has[shard], now).ToList())
        {
            var targets = _order.Book.In(shard);
            foreach (var target in targets) _queue.Enqueue(target);
            _shortfall.WasFed(shard, has[shard], targets.Count, now);
        }
    }

    private void OnFeed()
    {
        _credit.Earn(_order.Meter.WaitingCalls);
        // On a node that leaves they would wait in its region for a place to go. The next feeder sees who is missing.
        if (!_order.MayFeed()) _queue.Clear();
        while (_queue.Count > 0 && _credit.TrySpend()) _order.Region.Tell(new TorrentMessages.Track(_queue.Dequeue()));
    }

    private void OnReport(NodeReport report)
    {
        var now = _order.Time.GetUtcNow();
        _measured.Said(report.Address, report.Measured, now);
        if (_isOver || !_order.EndsWhenMeasured || _order.Book.Count == 0 || _measured.At(now) < _order.Book.Count) return;
        _isOver = true;
        _queue.Clear();
        Topic.Publish(Context.System, new CampaignOver(_order.Campaign));
    }

    private sealed record Prepared : INoSerializationVerificationNeeded
    {
        public static readonly Prepared Instance = new();
    }

    private sealed record NotPrepared : INoSerializationVerificationNeeded
    {
        public static readonly NotPrepared Instance = new();
    }

    private sealed record Again : INoSerializationVerificationNeeded
    {
        public static readonly Again Instance = new();
    }

    private sealed record Look : INoSerializationVerificationNeeded
    {
        public static readonly Look Instance = new();
    }

    private sealed record Feed : INoSerializationVerificationNeeded
    {
        public static readonly Feed Instance = new();
    }
}

/// <summary>What a feeder is to do.</summary>
/// <param name="Campaign">What people call it.</param>
/// <param name="Book">What to feed; may grow.</param>
/// <param name="Region">Where to.</param>
/// <param name="Meter">Tells how many calls wait on this node, which stands for all.</param>
/// <param name="PrepareAsync">To be done before anything is fed, until it succeeds.</param>
/// <param name="MayFeed">Whether its node stays.</param>
/// <param name="MinimumCrawlers">Nothing is placed for the first time before so many crawlers are there.</param>
/// <param name="EndsWhenMeasured">Whether the campaign is over when all torrents are measured.</param>
/// <param name="Pace">How fast.</param>
/// <param name="Time">The clock.</param>
public sealed record FeederOrder(
    string Campaign, TargetBook Book, IActorRef Region, CrawlMeter Meter, Func<Task> PrepareAsync, Func<bool> MayFeed, int MinimumCrawlers, bool EndsWhenMeasured, FeedPace Pace, TimeProvider Time);
