using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Addresses;
using Crawler.Host.Progress;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Preferences;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Journal;
using Crawler.Storage.Retention;

namespace Crawler.Host.Crawling;

/// <summary>One crawl from first call to last flush: registers the targets, runs the actors, shows them, ends in order.</summary>
internal sealed class CrawlRun(ICrawlStore store, CrawlSettings settings, TrackerClientOptions network, TimeProvider time)
{
    /// <summary>The aggregate may lag behind the log at the end; it is given this long to catch up.</summary>
    private static readonly TimeSpan LastMerge = TimeSpan.FromSeconds(2);

    /// <summary>Where it keeps what must survive it; null for a folder that goes away with it.</summary>
    public StatePlace? State { get; init; }

    /// <summary>What becomes of peers' addresses.</summary>
    public AddressOptions Addresses { get; init; } = AddressOptions.Standard;

    /// <summary>What the store keeps for how long while it runs; null if that is looked after elsewhere.</summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>Told in one line what becomes of them.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Where hosts say whether they run trackers; null: the system's DNS, if the network options honour it.</summary>
    public ITrackerPreferences? Preferences { get; init; }

    /// <summary>Where its actors live: in this process alone unless told otherwise.</summary>
    public Func<ICrawlHome> Home { get; init; } = () => new AloneHome();

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
        await using var home = Home();
        var clock = new CrawlClock(time.GetUtcNow(), duration, time);
        await using var state = CrawlState.Open(State, store, order.Campaign.Name, SessionsOf(order), time);
        // What an earlier run could not deliver comes first: its schedules say when trackers may be called.
        var delivered = await state.Log.DeliverAsync(cancellation);
        using var addresses = await AddressKeeper.OpenAsync(store, Addresses, State?.Folder, clock.Started, cancellation);
        Tell(addresses.Notice);
        await using var expiry = new AddressExpiry(store, Addresses.RawFor, time);
        var campaignId = await store.Campaigns.OpenAsync(order.Campaign with { StartedAt = clock.Started }, cancellation);
        // Before others can take over what this process crawled when it died.
        if (!home.IsWhole) await NoteOwnLossAsync(campaignId, state, cancellation);
        await home.JoinAsync(cancellation);
        var canary = settings.Plan.Canaries ? Canary.Over(targets) : null;
        IReadOnlyList<Target> fed = canary is null ? targets : [canary, .. targets];
        // Under a seed the peer id is that of the runs before: trackers that count it are told started once.
        var sessions = new StoredSessions(store, state.EarlierCalls, settings.Seed is null || !home.IsOneClient ? clock.Started : DateTimeOffset.MinValue, time)
        {
            IsOneClient = home.IsOneClient,
            LostAtAsync = home.IsWhole ? null : () => LostAtAsync(home, order.Campaign.Name),
        };
        if (home.IsWhole)
        {
            await store.RegisterAsync(fed, cancellation);
            await sessions.PreloadAsync(targets.Select(target => target.InfoHash), cancellation);
        }
        else if (canary is not null)
        {
            await store.RegisterAsync([canary], cancellation);
        }

        var board = new CrawlBoard(targets.Count);
        using var client = new TrackerClient(network with { OptOuts = settings.OptOuts }, preferences: Preferences);
        var crawl = await home.StartAsync(
            settings, new HomeParts(client, new StoredLog(state.Log, Guid.NewGuid().ToString("N"), campaignId, addresses), sessions, board, state));

        var merger = new AggregateMerger(store, () => home.IsFirst, bug => board.OnBug("the merge", bug), time);
        var feed = new ProgressFeed(
            order.Campaign.Name,
            () => ProgressSource.Read(crawl, board, clock, merger, home.IsWhole ? board.Expected : crawl.Meter.RunningTorrents, settings.Plan.HasGoal),
            view.Pace,
            time,
            progress => view.OnProgress(home.Whole(progress)));
        HomeEnd ended;
        await using var retention = Retention is null ? null : new RetentionWatch(store, Retention, () => home.IsFirst, Tell, time);
        await using (merger)
        await using (feed)
        {
            using var end = duration is { } whole ? new Deadline(whole, time) : null;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end?.Token ?? CancellationToken.None, cancellation);
            var recovery = new Recovery(delivered, state.EarlierCalls.Count);
            await order.Companion.BeginAsync(new RunningCrawl(crawl, board, clock, campaignId, recovery, home, () => home.Whole(feed.Latest)), CancellationToken.None);
            await home.FeedAsync(new HomeFeed(
                order.Campaign.Name, targets, canary, order.EndsWhenMeasured, () => store.RegisterAsync(targets, CancellationToken.None), () => feed.Latest));
            var accompanied = order.Companion.AccompanyAsync(either.Token);
            var shown = view.ShowAsync(crawl, board, clock, either.Token);
            var measured = order.EndsWhenMeasured ? home.MeasuredAsync(board) : Task.Delay(Timeout.Infinite, either.Token);
            await Task.WhenAny(shown, measured, home.GivenUp);
            await either.CancelAsync();
            await shown;
            await accompanied;
            ended = await home.EndAsync(measured.IsCompletedSuccessfully || end?.Token.IsCancellationRequested == true);
            // A call that was not waited for was made all the same: its tracker has its time.
            await state.EndAsync(isAllWritten: ended != HomeEnd.GivenUp && crawl.Pipeline.Pending == 0 && crawl.Gate.InFlight == 0);
        }

        await order.Companion.EndAsync(ended == HomeEnd.Left, CancellationToken.None);

        await MergeRestAsync();
        if (ended == HomeEnd.Left) await EndCampaignAsync(campaignId);
        return (CrawlSummary.Of(crawl, board, clock, store.Location.ToString(), state, settings.Plan.HasGoal && settings.Plan.Every is null, ended), board);
    }

    /// <summary>
    /// What a node that was lost may have called, and what this one may have called before it died: nobody has their last
    /// results, so all who load sessions are told when.
    /// </summary>
    private async Task<DateTimeOffset?> LostAtAsync(ICrawlHome home, string campaign)
    {
        var noted = await store.Campaigns.LatestEventAsync(campaign, CampaignEvent.NodeLost);
        return noted > home.LostAt || home.LostAt is null ? noted : home.LostAt;
    }

    private async Task NoteOwnLossAsync(int campaignId, CrawlState state, CancellationToken cancellation)
    {
        if (state.EarlierCalls.Count == 0) return;
        await store.Campaigns.NoteAsync(campaignId, new CampaignEvent(state.EarlierCalls.Max(call => call.At), CampaignEvent.NodeLost, "this node, before it was started again"), cancellation);
    }

    private async Task EndCampaignAsync(int campaignId)
    {
        try
        {
            await store.Campaigns.EndAsync(campaignId, time.GetUtcNow(), CancellationToken.None);
        }
        catch (StoreException)
        {
            // The store is away. What was lost by it, if anything, is in the summary; an end not noted is no loss.
        }
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
