using Akka.Hosting;
using Crawler.Actors;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>A crawl in this process alone.</summary>
internal sealed class AloneHome : ICrawlHome
{
    private IHost? _host;
    private Crawl? _crawl;

    public bool IsWhole => true;

    public bool IsFirst => true;

    public bool Speaks => true;

    public bool IsOneClient => true;

    public DateTimeOffset? LostAt => null;

    public Task GivenUp { get; } = new TaskCompletionSource().Task;

    public Task JoinAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<Crawl> StartAsync(CrawlSettings settings, HomeParts parts)
    {
        var started = new TaskCompletionSource<Crawl>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, SignalsAreOurs>();
        builder.Services.AddSingleton(parts.Client);
        builder.Services.AddSingleton(parts.Log);
        builder.Services.AddSingleton(parts.Sessions);
        builder.Services.AddSingleton(parts.Observer);
        builder.Services.AddSingleton(parts.Journal);
        builder.Services.AddAkka("crawler", akka => akka.WithCrawl(settings, started.SetResult));
        _host = builder.Build();
        await _host.StartAsync(CancellationToken.None);
        return _crawl = await started.Task;
    }

    public Task FeedAsync(HomeFeed feed)
    {
        _crawl!.Feed(feed.Canary is { } canary ? [canary, .. feed.Targets] : feed.Targets);
        return Task.CompletedTask;
    }

    public void Feed(IReadOnlyList<Target> targets) => _crawl!.Feed(targets);

    public Task MeasuredAsync(CrawlBoard board) => board.AllMeasured;

    public CrawlProgress Whole(CrawlProgress own) => own;

    public async Task<HomeEnd> EndAsync(bool isOver)
    {
        // Before the system goes: its shutdown waits for this only so long, and what is asked of actors needs the system.
        await _crawl!.EndAsync();
        await _host!.StopAsync(CancellationToken.None);
        return HomeEnd.Left;
    }

    public ValueTask DisposeAsync()
    {
        _host?.Dispose();
        return ValueTask.CompletedTask;
    }
}
