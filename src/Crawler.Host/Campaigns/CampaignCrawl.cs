using System.Text.Json.Nodes;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns.Watching;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>
/// Runs a campaign file: all the time or in windows, each a crawl of its own that begins where the last one stopped.
/// Doing it again goes on with it.
/// </summary>
internal sealed class CampaignCrawl
{
    private readonly FileWatch _watch;
    private readonly PlaceWatch? _places;
    private readonly CrawlSettings _settings;
    private readonly TrackerClientOptions _network;
    private readonly HashSet<InfoHash> _known = [];
    private readonly List<Target> _joined = [];
    private CampaignTargets _targets = null!;

    private CampaignCrawl(CampaignFile file, CampaignOptOuts optOuts, PlaceWatch? places, AddressFamilies families)
    {
        (_watch, _places) = (new FileWatch(file, optOuts), places);
        (_settings, _network) = (CampaignSettings.Of(file, new OptOutList(optOuts.OptOuts), families), CampaignSettings.NetworkOf(file));
    }

    /// <summary>What is measured at first.</summary>
    public CampaignTargets Targets => _targets;

    /// <summary>Who is left alone.</summary>
    public CampaignOptOuts OptOuts => _watch.OptOuts;

    /// <summary>What the file asks for.</summary>
    public CampaignFile File => _watch.File;

    /// <summary>How the crawl goes about it.</summary>
    public CrawlSettings Settings => _settings;

    /// <summary>How many trackers are asked, each for each target.</summary>
    public int Trackers => _targets.Targets.Sum(target => target.Trackers.Entries.Count);

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Shows a person one line.</summary>
    public required Action<string> Tell { get; init; }

    /// <summary>Tells our own outages from the trackers'; null to judge by the trackers.</summary>
    public IUplinkProbe? Uplink { get; init; }

    /// <summary>Reads a campaign: its file, its lists, its targets. No network.</summary>
    /// <exception cref="CampaignFileException">It cannot be used.</exception>
    /// <exception cref="UserException">It cannot be read.</exception>
    public static async Task<CampaignCrawl> ReadAsync(
        CampaignFile file, AddressFamilies families, IUplinkProbe? uplink, TimeProvider time, Action<string> tell, CancellationToken cancellation)
    {
        var optOuts = await CampaignOptOuts.ReadAsync(file, cancellation);
        var problems = new List<TargetProblem>();
        // Until the crawl runs, what is wrong in watched places is told with the rest.
        Action<TargetProblem> report = problems.Add;
        var places = file.Watch.Count == 0 ? null : new PlaceWatch([.. file.Watch.Select(place => CampaignTargets.PathOf(file, place.Value))], problem => report(problem), time);
        var crawl = new CampaignCrawl(file, optOuts, places, families) { Time = time, Tell = tell, Uplink = uplink };
        crawl._targets = await CampaignTargets.ReadAsync(file, optOuts.OptOuts, CampaignSettings.SeedOf(file).Value, problems, places, cancellation);
        crawl._known.UnionWith(crawl._targets.Targets.Select(target => target.InfoHash));
        report = problem => tell(problem.ToString());
        return crawl;
    }

    /// <summary>The row of this campaign in a store.</summary>
    public Campaign Row(DateTimeOffset now) => CrawlManifest.Of(File, _watch.OptOuts, _targets.Targets, _settings, _network, now);

    /// <summary>Runs it window by window until it is over, measured or cancelled, and tells of each.</summary>
    /// <param name="store">Ready for use.</param>
    /// <param name="run">Makes the run of one window: with its settings and network.</param>
    /// <param name="atMost">Ends this run after so long, whatever the file says; null for no such end.</param>
    /// <param name="view">How a window is shown.</param>
    /// <param name="ended">Told what a window came to.</param>
    /// <param name="cancellation">Ends it, which is a normal end.</param>
    public async Task RunAsync(
        ICrawlStore store,
        Func<CrawlSettings, TrackerClientOptions, CrawlRun> run,
        TimeSpan? atMost,
        ICrawlView view,
        Action<CrawlSummary, CrawlBoard> ended,
        CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var last = now + atMost;
        var firstRun = await FirstRunAsync(store, now, cancellation);
        var settings = _settings with { UplinkProbe = Uplink };
        while (!cancellation.IsCancellationRequested)
        {
            now = Time.GetUtcNow();
            if (File.Schedule.At(now, firstRun) is not { } window || window.Begin >= last)
            {
                if (last is null || now < last) Tell($"{File.Name} is over{(File.Schedule.Duration is { } whole ? $": it was to last {Durations.Format(whole)}" : "")} (raise duration in {File.Path} to go on)");
                return;
            }

            if (!await WaitAsync(window.Begin, cancellation)) return;
            now = Time.GetUtcNow();
            var end = window.End is { } close && !(last < close) ? close : last;
            if (end <= now) continue;
            var order = new CrawlOrder
            {
                Campaign = Row(now),
                // Who joined in an earlier window stays.
                Targets = [.. _targets.Targets, .. _joined],
                Duration = end - now,
                EndsWhenMeasured = _places is null,
                Companion = Companion(store),
            };
            var (summary, board) = await run(settings with { Rates = File.Rates }, _network).RunAsync(order, view, cancellation);
            ended(summary, board);
            if (summary.WasGivenUp)
            {
                Tell($"{File.Name}: the other nodes gave this one up and go on with its swarms; it asks to be let in again");
                continue;
            }

            if (File.Schedule.Every is null) return;
        }
    }

    private CampaignCompanion Companion(ICrawlStore store)
    {
        var shape = CampaignShape.Of(File, _watch.OptOuts, _settings.Families, _settings.Seed!.Value);
        var inForce = new JsonObject { ["targets"] = _targets.Targets.Count, ["targets_hash"] = _targets.Hash };
        foreach (var key in new[] { "rates", "opt-out", "duration", "retention" }) if (shape[key] is { } value) inForce[key] = value.DeepClone();
        if (!_watch.OptOuts.IsEmpty) inForce["left-out"] = new JsonObject { ["targets"] = _targets.OptedOut, ["announce-urls"] = _targets.TrackersOptedOut };
        return new CampaignCompanion(store, Time, Tell)
        {
            File = _watch,
            Places = _places,
            Known = _known,
            Joined = _joined.AddRange,
            Seed = _settings.Seed!.Value,
            InForce = inForce,
        };
    }

    /// <summary>When it first ran, as far as the store remembers.</summary>
    private async Task<DateTimeOffset> FirstRunAsync(ICrawlStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = Row(now);
        var same = (await store.Campaigns.ListAsync(File.Name, cancellation)).Where(state =>
            state.Campaign.ConfigHash == row.ConfigHash && state.Campaign.Version == row.Version && state.Campaign.Vantage == row.Vantage);
        return same.Select(state => state.Campaign.StartedAt).DefaultIfEmpty(now).Min();
    }

    /// <summary>Waits for a window, and says so; false if it was cancelled meanwhile.</summary>
    private async Task<bool> WaitAsync(DateTimeOffset begin, CancellationToken cancellation)
    {
        var left = begin - Time.GetUtcNow();
        if (left <= TimeSpan.Zero) return true;
        Tell($"{File.Name} waits until {begin.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, in {Durations.Format(left)}; Ctrl-C ends it");
        using var deadline = new Deadline(left, Time);
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenCome = deadline.Token.Register(() => come.TrySetResult());
        await using var whenCancelled = cancellation.Register(() => come.TrySetCanceled(cancellation));
        try
        {
            await come.Task;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
