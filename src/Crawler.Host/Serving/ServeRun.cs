using Crawler.Clustering.Membership;
using Crawler.Host.Campaigns;
using Crawler.Host.Clustering;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Host.Notifying;
using Crawler.Host.Options;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Web;

namespace Crawler.Host.Serving;

/// <summary>Serves a store, and runs campaigns beside, until it is over.</summary>
internal sealed class ServeRun(WebOptions options, TrackerClientOptions network, CommandConsole console, TimeProvider time)
{
    /// <summary>Where a campaign keeps what must survive it.</summary>
    public required Func<CampaignFile, StatePlace> State { get; init; }

    /// <summary>Who is told what happens, and the folder in which it is kept that they were; null if nobody is.</summary>
    public (NotifyOptions Options, string Folder)? Notify { get; init; }

    /// <summary>How it takes part in a cluster; null if it is alone.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>Serves.</summary>
    /// <param name="store">What; ready for use.</param>
    /// <param name="campaigns">Campaign files to run beside.</param>
    /// <param name="duration">How long; null until cancelled.</param>
    /// <param name="cancellation">Ends it, which is a normal end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(ICrawlStore store, IReadOnlyList<string> campaigns, TimeSpan? duration, CancellationToken cancellation)
    {
        var crawls = new List<(CampaignCrawl Crawl, CampaignFile File)>();
        foreach (var path in campaigns) crawls.Add(await ReadAsync(path, cancellation));
        var seat = Cluster is null ? null : new ClusterSeat(Cluster, time);
        if (seat is not null) CheckCluster(store, crawls.ConvertAll(crawl => crawl.File));
        using var told = Notify is { } notify ? NotifyFile.Open(notify.Folder, store.Location) : null;
        var live = new LiveCrawls();
        using var client = new TrackerClient(network);
        using var checks = new TrackerChecks(store, client, time);
        var cluster = seat is null ? null : new ClusterView(seat, time);
        await using var server = await WebServer.StartAsync(options, store, live, checks, time, cancellation, cluster);
        await console.Output.WriteLineAsync($"listening on {server.Address}");
        await console.Output.FlushAsync(CancellationToken.None);

        // Of crawls each looks after it itself.
        await using var retention = crawls.Count > 0 || seat is not null ? null : new RetentionWatch(store, RetentionKeys.Read(CrawlerConfiguration.Current), () => true, console.WriteError, time);
        using var end = duration is { } whole ? new Deadline(whole, time) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end?.Token ?? CancellationToken.None, cancellation);
        var running = crawls.Select(crawl => CrawlAsync(crawl.Crawl, crawl.File, store, live, seat, either.Token)).ToList();
        if (seat is not null && running.Count == 0) running.Add(WatchAsync(seat, either.Token));
        if (told is not null) running.Add(new ServedNotices(Notify!.Value.Options, console, time) { Cluster = cluster }.RunAsync(store, server.Services, told, either.Token));
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = either.Token.Register(over.SetResult);
        await over.Task;
        var exitCodes = await Task.WhenAll(running);
        return exitCodes.Append(ExitCode.Ok).Max();
    }

    private async Task<(CampaignCrawl Crawl, CampaignFile File)> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var file = await CampaignFileReader.ReadAsync(path, cancellation);
            var crawl = await CampaignCrawl.ReadAsync(file, FamilyOptions.Configured(), Uplink(), time, console.WriteError, cancellation);
            foreach (var problem in crawl.Targets.Problems) console.WriteError(problem.ToString());
            return (crawl, file);
        }
        catch (CampaignFileException error)
        {
            throw new UserException(error.Message);
        }
    }

    private static ConnectProbe? Uplink() => CrawlerConfiguration.Current.Value(Keys.UplinkCheck) is { Length: > 0 } places ? new ConnectProbe(places) : null;

    /// <summary>What a cluster cannot do is told before it is joined.</summary>
    private void CheckCluster(ICrawlStore store, List<CampaignFile> files)
    {
        if (store.Location.Provider != StoreProvider.Postgres) throw new UserException("a cluster needs a store all nodes reach: --store postgres://USER@HOST/DATABASE");
        if (Cluster!.Problems().ToList() is { Count: > 0 } problems) throw new UserException(string.Join("; ", problems));
        if (files.Count > 1) throw new UserException("a cluster crawls one campaign: give --campaign once");
        if (files.Count == 0 == Cluster.Crawls) throw new UserException(Cluster.Crawls ? "a node with role crawl needs --campaign, the same file on all" : "a node without role crawl crawls nothing: leave --campaign away");
        if (files.Any(file => file.Schedule.Every is not null)) throw new UserException("a campaign in windows (schedule.every) cannot be crawled by a cluster");
    }

    /// <summary>A node that only shows: in the cluster until it is over, and again if it was given up.</summary>
    private async Task<int> WatchAsync(ClusterSeat seat, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var node = await seat.TakeAsync(cancellation);
                await node.Removed.WaitAsync(cancellation);
                console.WriteError("the other nodes gave this one up: it asks to be let in again");
                await seat.LeaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await seat.LeaveAsync();
            return ExitCode.Ok;
        }
        catch (ClusterException error)
        {
            console.WriteError(error.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>A crawl that fails is told of; what is stored goes on being served.</summary>
    private async Task<int> CrawlAsync(CampaignCrawl crawl, CampaignFile file, ICrawlStore store, LiveCrawls live, ClusterSeat? seat, CancellationToken cancellation)
    {
        try
        {
            var campaign = await store.Campaigns.OpenAsync(crawl.Row(time.GetUtcNow()), cancellation);
            await crawl.RunAsync(
                store,
                (settings, calls) => new CrawlRun(store, settings, calls, time)
                {
                    State = State(file),
                    Addresses = PrivacyKeys.Read(CrawlerConfiguration.Current),
                    Retention = RetentionKeys.Read(CrawlerConfiguration.Current),
                    Tell = console.WriteError,
                    Home = seat is null ? () => new AloneHome() : () => new ClusterHome(seat, Vantage.Current, time),
                },
                null,
                new ServedView(progress => live.Show(campaign, progress)),
                (summary, _) => console.WriteError($"{file.Name}: {summary.Attempts} calls in {Durations.Format(TimeSpan.FromSeconds(summary.Seconds))}"),
                cancellation);
            live.Forget(campaign);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It waited to be let into the cluster.
            return ExitCode.Ok;
        }
        catch (Exception error) when (error is UserException or StoreException or ClusterException)
        {
            console.WriteError($"{file.Name} ended: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
