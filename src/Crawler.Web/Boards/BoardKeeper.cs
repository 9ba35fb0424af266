using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Microsoft.Extensions.Hosting;

namespace Crawler.Web.Boards;

/// <summary>
/// Looks at the store again and again, so that nobody who asks has to wait: rolls the log up, then looks at the store and at
/// its trackers. A store that goes away is told of, and looked for again.
/// </summary>
internal sealed class BoardKeeper(ICrawlStore store, TimeProvider time) : BackgroundService, ITrackerBoard, IStoreBoard
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Walks over the schedule and over a month of days: a second or so of a large store.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);

    /// <summary>Batches between two looks, so that a long log that was never rolled up shows how far it came.</summary>
    private const int BatchesAtOnce = 200;

    private readonly RareLook<Judgement> _honesty = HonestyKeeper.Over(store, time);
    private readonly RareLook<LeftAloneBoard?> _leftAlone = new(
        null, async cancellation => new LeftAloneBoard(time.GetUtcNow(), await store.Statistics.LeftAloneAsync(StatsScope.All, cancellation)), time);
    private volatile TrackerBoard _trackers = TrackerBoard.None;
    private volatile StoreBoard _store = StoreBoard.None;

    TrackerBoard ITrackerBoard.Current => _trackers;

    StoreBoard IStoreBoard.Current => _store with { LeftAlone = _leftAlone.Current };

    /// <summary>Rolls up what is behind, then looks once.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await store.RollAsync(BatchesAtOnce, cancellation);
            var now = time.GetUtcNow();
            if (_store.Trouble is null && now - _store.At < BetweenLooks) return;
            var standings = await store.Views.TrackersAsync(now, cancellation);
            var turns = await store.Views.TurnsAsync(new(now.AddDays(-1), now, TimeSpan.FromHours(1)), 500, cancellation);
            var honesty = _honesty.Current;
            _trackers = new TrackerBoard(now, [.. standings.Select(standing => honesty.Judge(standing))], turns) { IsJudged = honesty.IsMade };
            _store = new StoreBoard
            {
                At = now,
                Totals = await store.Views.TotalsAsync(cancellation),
                Staleness = await store.Views.StalenessAsync(now, cancellation),
                AggregateLag = await store.LagAsync(cancellation),
                RollLag = await store.RollLagAsync(cancellation),
            };
        }
        catch (StoreException away)
        {
            _store = _store with { Trouble = away.Message };
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // Told of, and looked again: a face that stands still for months and nobody knows would be worse.
            _store = _store with { Trouble = $"the store could not be read: {bug.Message}" };
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looking = Task.WhenAll(_honesty.RunAsync(stoppingToken), _leftAlone.RunAsync(stoppingToken));
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                if (_store.RollLag is not { Batches: > 0 } || _store.Trouble is not null) await Task.Delay(Rest, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        await looking;
    }
}
