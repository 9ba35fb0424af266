using Akka.Hosting;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Host.Progress;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Crawler.Storage.Journal;

namespace Crawler.Host.Crawling;

/// <summary>One crawl from first call to last flush: registers the targets, runs the actors, shows them, ends in order.</summary>
internal sealed class CrawlRun(ICrawlStore store, CrawlSettings settings, TrackerClientOptions network, TimeProvider time)
{
    /// <summary>The aggregate may lag behind the log at the end; it is given this long to catch up.</summary>
    private static readonly TimeSpan LastMerge = TimeSpan.FromSeconds(2);

    /// <summary>Where it keeps what must survive it; null for a folder that goes away with it.</summary>
    public StatePlace? State { get; init; }

    /// <summary>Crawls until all is measured, the duration is over or the caller cancels, then ends: within seconds as a rule, twenty at most.</summary>
    /// <param name="campaign">What people call it.</param>
    /// <param name="targets">What to crawl; each names trackers.</param>
    /// <param name="duration">How long; null until cancelled.</param>
    /// <param name="view">How to show it.</param>
    /// <param name="cancellation">Ends it early, which is a normal end.</param>
    /// <returns>What it came to, and the torrents as they last stood.</returns>
    public Task<(CrawlSummary Summary, CrawlBoard Board)> RunAsync(
        string campaign, IReadOnlyList<Target> targets, TimeSpan? duration, ICrawlView view, CancellationToken cancellation) =>
        RunAsync(
            new CrawlOrder { Campaign = CrawlManifest.Of(campaign, targets, settings, network, time.GetUtcNow()), Targets = targets, Duration = duration },
            view,
            cancellation);

    /// <summary>Crawls as ordered until all is measured, the duration is over or the caller cancels, then ends: within seconds as a rule, twenty at most.</summary>
    /// <param name="order">What to do.</param>
    /// <param name="view">How to show it.</param>
    /// <param name="cancellation">Ends it early, which is a normal end.</param>
    /// <returns>What it came to, and the torrents as they last stood.</returns>
    public async Task<(CrawlSummary Summary, CrawlBoard Board)> RunAsync(CrawlOrder order, ICrawlView view, CancellationToken cancellation)
    {
        var (targets, duration) = (order.Targets, order.Duration);
        var clock = new CrawlClock(time.GetUtcNow(), duration, time);
        await using var state = CrawlState.Open(State, store, order.Campaign.Name, SessionsOf(order), time);
        // What an earlier run could not deliver comes first: its schedules say when trackers may be called.
        var delivered = await state.Log.DeliverAsync(cancellation);
        var campaignId = await store.OpenCampaignAsync(order.Campaign with { StartedAt = clock.Started }, cancellation);
        IReadOnlyList<Target> fed = settings.Plan.Canaries && Canary.Over(targets) is { } canary ? [canary, .. targets] : targets;
        await store.RegisterAsync(fed, cancellation);
        // Under a seed the peer id is that of the runs before: trackers that count it are told started once.
        var sessions = new StoredSessions(store, state.EarlierCalls, settings.Seed is null ? clock.Started : DateTimeOffset.MinValue, time);
        await sessions.PreloadAsync(targets.Select(target => target.InfoHash), cancellation);

        var board = new CrawlBoard(targets.Count);
        using var client = new TrackerClient(network with { OptOuts = settings.OptOuts });
        var started = new TaskCompletionSource<Crawl>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IHostLifetime, SignalsAreOurs>();
        builder.Services.AddSingleton<ITrackerClient>(client);
        builder.Services.AddSingleton<IObservationLog>(new StoredLog(state.Log, Guid.NewGuid().ToString("N"), campaignId));
        builder.Services.AddSingleton<ISessionStore>(sessions);
        builder.Services.AddSingleton<ICrawlObserver>(board);
        builder.Services.AddSingleton<ICallJournal>(state);
        builder.Services.AddAkka("crawler", akka => akka.WithCrawl(settings, started.SetResult));
        using var host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        var crawl = await started.Task;

        var merger = new AggregateMerger(store, bug => board.OnBug("the merge", bug), time);
        var feed = new ProgressFeed(
            order.Campaign.Name, () => ProgressSource.Read(crawl, board, clock, merger, settings.Plan.HasGoal), view.Pace, time, view.OnProgress);
        await using (merger)
        await using (feed)
        {
            using var end = duration is { } whole ? new Deadline(whole, time) : null;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end?.Token ?? CancellationToken.None, cancellation);
            await order.Companion.BeginAsync(new RunningCrawl(crawl, board, clock, campaignId, new Recovery(delivered, state.EarlierCalls.Count), () => feed.Latest), CancellationToken.None);
            crawl.Feed(fed);
            var accompanied = order.Companion.AccompanyAsync(either.Token);
            var shown = view.ShowAsync(crawl, board, clock, either.Token);
            if (order.EndsWhenMeasured && await Task.WhenAny(shown, board.AllMeasured) == board.AllMeasured) await either.CancelAsync();
            await shown;
            await either.CancelAsync();
            await accompanied;
            // Before the system goes: its shutdown waits for this only so long, and what is asked of actors needs the system.
            await crawl.EndAsync();
            await host.StopAsync(CancellationToken.None);
            // A call that was not waited for was made all the same: its tracker has its time.
            await state.EndAsync(isAllWritten: crawl.Pipeline.Pending == 0 && crawl.Gate.InFlight == 0);
        }

        await order.Companion.EndAsync(CancellationToken.None);

        await MergeRestAsync();
        try
        {
            await store.EndCampaignAsync(campaignId, time.GetUtcNow(), CancellationToken.None);
        }
        catch (StoreException)
        {
            // The store is away. What was lost by it, if anything, is in the summary; an end not noted is no loss.
        }

        return (CrawlSummary.Of(crawl, board, clock, store.Location.ToString(), state, settings.Plan.HasGoal && settings.Plan.Every is null), board);
    }

    /// <summary>Pairs, over both families where both are measured, under every peer id; as many as may be where targets may join.</summary>
    private long SessionsOf(CrawlOrder order) => !order.EndsWhenMeasured ? CallJournal.MostRoom
        : order.Targets.Sum(target => (long)target.Trackers.Entries.Count) * (settings.Families == AddressFamilies.Both ? 2 : 1) * settings.Plan.Identities;

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
