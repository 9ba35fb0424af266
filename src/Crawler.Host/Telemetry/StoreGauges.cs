using System.Diagnostics.Metrics;
using Crawler.Actors.Observations;
using Crawler.Storage;
using Crawler.Storage.Merge;
using Crawler.Web.Boards;
using Crawler.Web.Live;

namespace Crawler.Host.Telemetry;

/// <summary>
/// Measures what a process that serves knows of the store, the trackers and the campaigns, its own and those that run
/// elsewhere. The store is asked every now and then, not whenever somebody collects.
/// </summary>
internal sealed class StoreGauges : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly Meter _meter = new(CrawlInstruments.Name);
    private readonly ICrawlStore _store;
    private readonly IStoreBoard _board;
    private readonly ITrackerBoard _trackers;
    private readonly ILiveCrawls _live;
    private readonly TimeProvider _time;
    private volatile IReadOnlyList<SeenCampaign> _campaigns = [];

    public StoreGauges(ICrawlStore store, IStoreBoard board, ITrackerBoard trackers, ILiveCrawls live, IClusterView cluster, TimeProvider time)
    {
        (_store, _board, _trackers, _live, _time) = (store, board, trackers, live, time);
        _meter.CreateObservableGauge("crawler.store.reachable", () => _board.Current is { At: not null, Trouble: null } ? 1 : 0, "{store}", "1 if the store answered when it was asked last, else 0.");
        _meter.CreateObservableGauge("crawler.aggregate.lag", () => Known(_board.Current.AggregateLag), "{batch}", "Batches of the log that are not merged into the aggregate.");
        _meter.CreateObservableGauge("crawler.rollup.lag", () => Known(_board.Current.RollLag), "{batch}", "Batches of the log that pages do not show yet.");
        _meter.CreateObservableGauge("crawler.trackers", Trackers, "{tracker}", "Trackers by state: up, down, unknown (not asked, or no answer through our own fault).");
        new CampaignGauges(_meter, Campaigns, time).Create();
        new ClusterGauges(_meter, cluster).Create();
    }

    /// <summary>Asks the store once which campaigns run.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            _campaigns = SeenCampaigns.Running(await _store.Campaigns.ListAsync(cancellation: cancellation), _time.GetUtcNow());
        }
        catch (StoreException)
        {
            // Away: what is not known is not told.
            _campaigns = [];
        }
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Rest, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    private static IEnumerable<Measurement<long>> Known(MergeLag? lag) => lag is null ? [] : [new(lag.Batches)];

    private IEnumerable<Measurement<long>> Trackers()
    {
        var board = _trackers.Current;
        if (board.At is null) return [];
        return new[] { (State: "up", IsUp: (bool?)true), ("down", false), ("unknown", null) }.Select(
            pair => new Measurement<long>(board.Trackers.Count(tracker => tracker.Standing.IsUp == pair.IsUp), new KeyValuePair<string, object?>("state", pair.State)));
    }

    /// <summary>Those that run here tell it themselves, fresher than the store.</summary>
    private List<SeenCampaign> Campaigns()
    {
        var stored = _campaigns;
        var here = _live.Current.Select(live => new SeenCampaign(live.CampaignId, live.Progress.Campaign, live.Progress.At, live.Progress)
        {
            Provenance = stored.FirstOrDefault(seen => seen.Id == live.CampaignId)?.Provenance,
        }).ToList();
        return [.. here.Concat(stored.Where(seen => here.All(ours => ours.Id != seen.Id))).Take(SeenCampaigns.Most)];
    }
}
