using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Merge;
using Crawler.Web.Boards;
using Crawler.Web.Live;
using Crawler.Web.Operating;

namespace Crawler.Web.Tests.Samples;

/// <summary>The board over <see cref="SampleTrackers"/>.</summary>
internal sealed class SampleBoard : ITrackerBoard
{
    /// <summary>A look at the twelve.</summary>
    public static readonly TrackerBoard Full = new(
        Sample.Now.AddSeconds(-10),
        [
            .. SampleTrackers.All.Select(standing => new BoardTracker(
                standing,
                standing.Id switch { 9 => 4, 4 => 72, _ => standing.IsUp is null ? null : 97 },
                standing.Id switch
                {
                    9 => ["it named 37 peers of a torrent that does not exist", "a fifth of its peers are at addresses nobody can be at"],
                    4 => ["it claims a quarter more peers than are there"],
                    _ => [],
                },
                standing.Id switch { 2 => [3], 3 => [2], _ => [] })),
        ],
        SampleCourses.Turns);

    /// <inheritdoc/>
    public TrackerBoard Current { get; set; } = Full;
}

/// <summary>The store as it was looked at a moment ago.</summary>
internal sealed class SampleStoreBoard : IStoreBoard
{
    /// <summary>A store in which there is nothing.</summary>
    public static readonly StoreBoard Empty = Of(new SampleViews { IsEmpty = true });

    /// <inheritdoc/>
    public StoreBoard Current { get; set; } = Of(new SampleViews()) with { AggregateLag = new MergeLag(1, 1), RollLag = new MergeLag(2, 1), LeftAlone = SampleLeftAlone.Board };

    private static StoreBoard Of(SampleViews views) => new()
    {
        At = Sample.Now.AddSeconds(-10),
        Totals = views.TotalsAsync().Result,
        Staleness = views.StalenessAsync(Sample.Now).Result,
        AggregateLag = MergeLag.None,
        RollLag = MergeLag.None,
    };
}

/// <summary>One crawl runs here.</summary>
internal sealed class SampleCrawls : ILiveCrawls
{
    /// <inheritdoc/>
    public IReadOnlyList<(int CampaignId, CrawlProgress Progress)> Current { get; set; } = [(1, SampleCampaigns.Progress)];
}

/// <summary>Every tracker answers; remembers who was checked.</summary>
internal sealed class SampleCheck : ITrackerCheck
{
    /// <summary>Numbers of the trackers checked.</summary>
    public List<int> Checked { get; } = [];

    /// <inheritdoc/>
    public Task<TrackerCheck> CheckAsync(int tracker, CancellationToken cancellation)
    {
        Checked.Add(tracker);
        return Task.FromResult(tracker == 4
            ? new TrackerCheck(null, null, "not called: it may be called again at 12:31 UTC")
            : new TrackerCheck(AttemptOutcome.Ok, TimeSpan.FromMilliseconds(23), "answered in 23 ms"));
    }
}
