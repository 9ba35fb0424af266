using Crawler.Actors.Torrents;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;

namespace Crawler.Host.Campaigns;

/// <summary>A dry run: a campaign's file, lists and targets read, and what it would come to. No tracker is called and no name looked up.</summary>
internal sealed record CampaignCheck
{
    private const int HashesPerQuery = 1000;

    /// <summary>Torrents whose schedules are asked of the store, spread over all: enough to know every tracker that matters.</summary>
    private const int TorrentsLookedUp = 20_000;

    /// <summary>As asked for.</summary>
    public required CampaignFile File { get; init; }

    /// <summary>What would be measured.</summary>
    public required CampaignTargets Targets { get; init; }

    /// <summary>Who is left alone.</summary>
    public required CampaignOptOuts OptOuts { get; init; }

    /// <summary>What it would come to.</summary>
    public required CampaignForecast Forecast { get; init; }

    /// <summary>The store.</summary>
    public required StoreLocation Store { get; init; }

    /// <summary>Why the store cannot be used; null if it can.</summary>
    public required string? StoreProblem { get; init; }

    /// <summary>Trackers whose intervals the store remembers.</summary>
    public required int KnownIntervals { get; init; }

    /// <summary>The seed in force.</summary>
    public required ulong Seed { get; init; }

    public static async Task<CampaignCheck> OfAsync(string path, StoreLocation? given, AddressFamilies families, CancellationToken cancellation)
    {
        var file = await CampaignFileReader.ReadAsync(path, cancellation);
        var crawl = await CampaignCrawl.ReadAsync(file, families, null, TimeProvider.System, _ => { }, cancellation);
        var location = given ?? file.Store ?? Stores.StoreOption.LocationOf(null);
        var (problem, intervals) = await AskStoreAsync(location, crawl.Targets.Targets, cancellation);
        return new CampaignCheck
        {
            File = file,
            Targets = crawl.Targets,
            OptOuts = crawl.OptOuts,
            Forecast = CampaignForecast.Of(
                crawl.Targets.Targets,
                file.Rates,
                file.Plan,
                (file.Families ?? families) == AddressFamilies.Both ? 2 : 1,
                file.Schedule,
                url => intervals.TryGetValue(url, out var interval) ? interval : null),
            Store = location,
            StoreProblem = problem,
            KnownIntervals = intervals.Count,
            Seed = CampaignSettings.SeedOf(file).Value,
        };
    }

    private static async Task<(string? Problem, IReadOnlyDictionary<TrackerUrl, TimeSpan> Intervals)> AskStoreAsync(
        StoreLocation location, IReadOnlyList<Target> targets, CancellationToken cancellation)
    {
        var intervals = new Dictionary<TrackerUrl, TimeSpan>();
        try
        {
            await using var store = StoreFactory.Open(location);
            var status = await store.StatusAsync(cancellation);
            // A new embedded store is made by the crawl: that there is none yet is no problem.
            if (status.Problem is not null) return (location.Provider == StoreProvider.Sqlite && status.AppliedMigrations.Count == 0 && !status.Reachable ? null : status.Problem, intervals);
            foreach (var chunk in targets.Take(TorrentsLookedUp).Select(target => target.InfoHash).Chunk(HashesPerQuery)) await NoteAsync(store, chunk, intervals, cancellation);
            return (null, intervals);
        }
        catch (StoreException error)
        {
            return (error.Message, intervals);
        }
    }

    private static async Task NoteAsync(ICrawlStore store, InfoHash[] chunk, Dictionary<TrackerUrl, TimeSpan> intervals, CancellationToken cancellation)
    {
        foreach (var tracker in (await store.LoadSchedulesAsync(chunk, cancellation)).Values.SelectMany(trackers => trackers))
        {
            if (tracker.Schedules.Select(schedule => schedule.Interval).FirstOrDefault(interval => interval is not null) is { } interval)
                intervals.TryAdd(tracker.Entry.Url, interval);
        }
    }
}
