using Akka.Hosting;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawler.Host.Crawling;

/// <summary>One crawl from first call to last flush: registers the targets, runs the actors, shows them, ends in order.</summary>
internal sealed class CrawlRun(ICrawlStore store, CrawlSettings settings, TrackerClientOptions network, TimeProvider time)
{
    /// <summary>The aggregate may lag behind the log at the end; it is given this long to catch up.</summary>
    private static readonly TimeSpan LastMerge = TimeSpan.FromSeconds(2);

    /// <summary>Crawls until all is measured, the duration is over or the caller cancels, then ends within ten seconds.</summary>
    /// <param name="campaign">What people call it.</param>
    /// <param name="targets">What to crawl; each names trackers.</param>
    /// <param name="duration">How long; null until cancelled.</param>
    /// <param name="view">How to show it.</param>
    /// <param name="cancellation">Ends it early, which is a normal end.</param>
    /// <returns>What it came to, and the torrents as they last stood.</returns>
    public async Task<(CrawlSummary Summary, CrawlBoard Board)> RunAsync(
        string campaign, IReadOnlyList<Target> targets, TimeSpan? duration, ICrawlView view, CancellationToken cancellation)
    {
        var clock = new CrawlClock(time.GetUtcNow(), duration, time);
        var campaignId = await store.OpenCampaignAsync(CrawlManifest.Of(campaign, targets, settings, network, clock.Started), cancellation);
        IReadOnlyList<Target> fed = settings.Plan.Canaries && Canary.Over(targets) is { } canary ? [canary, .. targets] : targets;
        await store.RegisterAsync(fed, cancellation);
        var sessions = new StoredSessions(store);
        await sessions.PreloadAsync(targets.Select(target => target.InfoHash), cancellation);

        var board = new CrawlBoard(targets.Count);
        using var client = new TrackerClient(network with { OptOuts = settings.OptOuts });
        var started = new TaskCompletionSource<Crawl>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, SignalsAreOurs>();
        builder.Services.AddSingleton<ITrackerClient>(client);
        builder.Services.AddSingleton<IObservationLog>(new StoredLog(store, Guid.NewGuid().ToString("N"), campaignId));
        builder.Services.AddSingleton<ISessionStore>(sessions);
        builder.Services.AddSingleton<ICrawlObserver>(board);
        builder.Services.AddAkka("crawler", akka => akka.WithCrawl(settings, started.SetResult));
        using var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        var crawl = await started.Task;

        await using (new AggregateMerger(store, time))
        {
            using var end = duration is { } whole ? new Deadline(whole, time) : null;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end?.Token ?? CancellationToken.None, cancellation);
            crawl.Feed(fed);
            var shown = view.ShowAsync(crawl, board, clock, either.Token);
            if (await Task.WhenAny(shown, board.AllMeasured) == board.AllMeasured) await either.CancelAsync();
            await shown;
            await host.StopAsync(CancellationToken.None);
        }

        await MergeRestAsync();
        try
        {
            await store.EndCampaignAsync(campaignId, time.GetUtcNow(), CancellationToken.None);
        }
        catch (StoreException)
        {
            // The store is away. What was lost by it, if anything, is in the summary; an end not noted is no loss.
        }

        return (CrawlSummary.Of(crawl, board, clock, store.Location.ToString(), settings.Plan.HasGoal && settings.Plan.Every is null), board);
    }

    private async Task MergeRestAsync()
    {
        using var patience = new CancellationTokenSource(LastMerge, time);
        try
        {
            await store.MergeAsync(cancellation: patience.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or StoreException)
        {
            // The log is safe; a report merges what is left.
        }
    }
}
