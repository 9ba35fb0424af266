using Crawler.Actors;
using Crawler.Clustering;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Clustering;

/// <summary>A crawl that is one node's part of a cluster's.</summary>
/// <param name="seat">This process's place in the cluster.</param>
/// <param name="vantage">From where it measures.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterHome(ClusterSeat seat, string vantage, TimeProvider time) : ICrawlHome
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LeasedShares _shares = new(seat.Options.SharesAddress, time);
    private ClusterNode? _node;
    private Crawl? _crawl;
    private ClusterCrawl? _part;
    private CrawlSettings? _settings;
    private TargetBook? _book;
    private Target? _canary;
    private bool? _wasFirst;

    public bool IsWhole => false;

    /// <summary>Whoever was it when it began to end stays it: somebody has to note the end.</summary>
    public bool IsFirst => _wasFirst ?? (Picture is { } picture && picture.FirstCrawler == picture.Self);

    /// <summary>With an address of its own a node is a vantage of its own, and its campaign stands apart.</summary>
    public bool Speaks => !seat.Options.SharesAddress || IsFirst;

    public bool IsOneClient => seat.Options.SharesAddress;

    public DateTimeOffset? LostAt => Picture?.LostAt;

    public Task GivenUp => _node!.Removed;

    private ClusterPicture? Picture => _node?.Watch.Current;

    public async Task JoinAsync(CancellationToken cancellation)
    {
        _node = await seat.TakeAsync(cancellation);
        await _node.Up.WaitAsync(cancellation);
    }

    public async Task<Crawl> StartAsync(CrawlSettings settings, HomeParts parts)
    {
        _settings = settings;
        return _crawl = await Crawl.StartAsync(_node!.System, settings, parts.Client, parts.Log, parts.Sessions, parts.Observer, parts.Journal, shares: _shares);
    }

    public async Task FeedAsync(HomeFeed feed)
    {
        _book = new TargetBook(new SwarmShards(seat.Options.Shards));
        _book.Add(feed.Targets);
        _node!.Watch.Over += campaign =>
        {
            if (campaign == feed.Campaign) _over.TrySetResult();
        };
        // What is learned of trackers that make peers up is learned by each node for itself.
        if (feed.Canary is { } canary) _crawl!.Feed([_canary = canary]);
        _part = await ClusterCrawl.StartAsync(_node, _crawl!, new ClusterOrder
        {
            Campaign = feed.Campaign,
            Vantage = vantage,
            Book = _book,
            Shares = _shares,
            PrepareAsync = feed.RegisterAsync,
            Report = () => Report(feed.Progress()),
            EndsWhenMeasured = feed.EndsWhenMeasured,
            Time = time,
        });
    }

    public void Feed(IReadOnlyList<Target> targets) => _book!.Add(targets);

    public Task MeasuredAsync(CrawlBoard board) => _over.Task;

    public CrawlProgress Whole(CrawlProgress own) => seat.Options.SharesAddress && Picture is { } picture ? ProgressSum.Of(own, picture) : own;

    public async Task<HomeEnd> EndAsync(bool isOver)
    {
        _wasFirst = IsFirst;
        var end = _node!.Removed.IsCompleted ? HomeEnd.GivenUp : !isOver && Picture!.OtherCrawlers > 0 ? HomeEnd.HandedOver : HomeEnd.Left;
        if (end == HomeEnd.Left)
        {
            await _crawl!.EndAsync();
            if (_part is not null) await _part.StopAsync();
        }
        else if (end == HomeEnd.HandedOver)
        {
            // Nothing new goes out while the torrents move, which hear out what is; our canary really ends.
            _crawl!.Pause();
            if (_canary is { } canary) _crawl.Leave(canary.InfoHash);
            if (_part is not null) await _part.HandOverAsync();
        }

        await seat.LeaveAsync();
        await _crawl!.Pipeline.FlushAsync(_settings!.FlushBudget);
        return end;
    }

    public async ValueTask DisposeAsync() => await seat.LeaveAsync();

    private NodeReport Report(CrawlProgress progress) => new(
        Picture!.Self, CrawlManifest.Version, vantage, time.GetUtcNow(), 0, 0, progress.Measured ?? 0, JsonLine.Of(progress), _shares.Hosts, _shares.MayCall);
}
