using System.Runtime.CompilerServices;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Datasets;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Replay;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Retention;
using Crawler.Storage.Rollups;
using Crawler.Storage.Schema;
using Crawler.Storage.Targets;
using Crawler.Storage.Views;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crawler.Storage;

/// <summary>
/// What both stores share: the schema check before first use, errors as one clear line, and everything read through
/// EF Core. What is written in bulk is each store's own.
/// </summary>
internal abstract class CrawlStore(StoreLocation location) : ICrawlStore
{
    private volatile bool _schemaIsCurrent;

    public StoreLocation Location => location;

    public abstract ValueTask DisposeAsync();

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation) => ExplainingAsync(async () =>
    {
        using var turn = await BeginMigrationAsync(cancellation);
        await using var db = await OpenContextAsync(cancellation);
        var state = await SchemaState.ReadAsync(db, cancellation);
        if (state.Newer(location) is { } problem) throw problem;
        // PostgreSQL copies large tables in a statement, which takes as long as it takes. SQLite waits for locks by this time.
        if (location.Provider == StoreProvider.Postgres) db.Database.SetCommandTimeout(0);
        if (state.Pending.Count > 0) await db.Database.MigrateAsync(cancellation);
        _schemaIsCurrent = true;
        return state.Pending;
    });

    public async Task<StoreStatus> StatusAsync(CancellationToken cancellation)
    {
        var status = new StoreStatus { Provider = location.Provider, Location = location.ToString() };
        try
        {
            return await ExplainingAsync(async () =>
            {
                await using var db = await OpenContextAsync(cancellation);
                status = await StatusQuery.SchemaAsync(db, status, location, cancellation);
                status = status with { SizeBytes = await SizeAsync(db, cancellation) };
                return status.Problem is null ? await StatusQuery.RowsAsync(db, status, table => EstimateRowsAsync(db, table, cancellation), cancellation) : status;
            });
        }
        catch (StoreException e)
        {
            return status with { Problem = e.Message };
        }
    }

    public Task RegisterAsync(IReadOnlyCollection<Target> targets, CancellationToken cancellation) => ReadyAsync(async () =>
    {
        foreach (var page in TargetRows.Pages(targets)) await RegisterPageAsync(page, cancellation);
        return true;
    }, cancellation);

    public Task<IReadOnlyDictionary<InfoHash, IReadOnlyList<ScheduledTracker>>> LoadSchedulesAsync(
        IReadOnlyCollection<InfoHash> torrents, CancellationToken cancellation) =>
        ReadAsync(db => ScheduledTrackers.LoadAsync(db, torrents, cancellation), cancellation);

    public Task<bool> AppendAsync(LogBatch batch, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch.Sequence, 1, nameof(batch));
        return ReadyAsync(() => AppendBatchAsync(batch, cancellation), cancellation);
    }

    public Task<long> LastSequenceAsync(string writer, CancellationToken cancellation) => ReadAsync(
        db => db.LogWriters.Where(row => row.Name == writer).Select(row => row.LastSequence).FirstOrDefaultAsync(cancellation),
        cancellation);

    public async Task<MergeResult> MergeAsync(int maxBatches, CancellationToken cancellation)
    {
        var (batches, replies, sightings) = (0L, 0L, 0L);
        while (batches < maxBatches)
        {
            var left = (int)(maxBatches - batches);
            var step = await ReadyAsync(() => MergeStepAsync(left, cancellation), cancellation);
            if (step is null) break;
            (batches, replies, sightings) = (batches + step.Batches, replies + step.Replies, sightings + step.Sightings);
        }

        return new MergeResult(batches, replies, sightings, await LagAsync(cancellation));
    }

    public async Task<RollResult> RollAsync(int maxBatches, CancellationToken cancellation)
    {
        var (batches, attempts) = (0L, 0L);
        while (batches < maxBatches)
        {
            var left = (int)(maxBatches - batches);
            var step = await ReadyAsync(() => RollStepAsync(left, cancellation), cancellation);
            if (step is null) break;
            (batches, attempts) = (batches + step.Batches, attempts + step.Attempts);
        }

        return new RollResult(batches, attempts, await RollLagAsync(cancellation));
    }

    public Task<MergeLag> LagAsync(CancellationToken cancellation) =>
        ReadAsync(db => LagQuery.OfMergeAsync(db, cancellation), cancellation);

    public Task<MergeLag> RollLagAsync(CancellationToken cancellation) =>
        ReadAsync(db => LagQuery.OfRollAsync(db, cancellation), cancellation);

    public async IAsyncEnumerable<TorrentReport> ReportTorrentsAsync(
        IReadOnlyCollection<InfoHash>? only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = new TorrentPages(only);
        while (await SnapshotAsync(db => pages.NextAsync(db, TorrentReportQuery.ReadAsync, cancellation), cancellation) is { Count: > 0 } page)
            foreach (var torrent in page) yield return torrent;
    }

    public Task<IReadOnlyList<TrackerReport>> ReportTrackersAsync(CancellationToken cancellation) =>
        SnapshotAsync(db => TrackerReportQuery.ReadAsync(db, cancellation), cancellation);

    public async IAsyncEnumerable<TorrentEstimates> LatestEstimatesAsync(
        IReadOnlyCollection<InfoHash>? only, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = new TorrentPages(only);
        while (await SnapshotAsync(db => pages.NextAsync<TorrentEstimates>(db, LatestEstimates.ReadAsync, cancellation), cancellation) is { Count: > 0 } page)
            foreach (var torrent in page) yield return torrent;
    }

    public async IAsyncEnumerable<StoredEstimate> EstimatesAsync(
        InfoHash infoHash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var series = new EstimateSeries(infoHash);
        while (await SnapshotAsync(db => series.NextAsync(db, cancellation), cancellation) is { Count: > 0 } page)
            foreach (var estimate in page) yield return estimate;
    }

    public Task<long> VisitLooksAsync(int campaignId, InfoHash infoHash, Action<LoggedLook> visit, CancellationToken cancellation) =>
        SnapshotAsync(db => LoggedLooks.VisitAsync(db, campaignId, infoHash, visit, cancellation), cancellation);

    public Task<IReadOnlyList<CanaryResult>> CanaryResultsAsync(CancellationToken cancellation) =>
        SnapshotAsync(db => CanaryResultQuery.ReadAsync(db, cancellation), cancellation);

    public ICampaignStore Campaigns => new StoredCampaigns(this);

    public IAddressStore Addresses => new StoredAddresses(this);

    public IRetentionStore Retention => new StoredTiers(this);

    public ICrawlStatistics Statistics => new StatsQueries(this);

    public ICrawlDatasets Datasets => field ??= new CrawlDatasets(this, RestoreWriter);

    public ICrawlViews Views => new StoreViews(this);

    /// <summary>Makes sure there is a database to migrate, and that nobody else does meanwhile.</summary>
    /// <returns>To be disposed when migrated.</returns>
    protected abstract Task<IDisposable> BeginMigrationAsync(CancellationToken cancellation);

    /// <summary>A context that does not track, its connection open.</summary>
    protected abstract Task<CrawlerDbContext> OpenContextAsync(CancellationToken cancellation);

    /// <summary>A transaction in which every query sees the same state and no writer waits.</summary>
    protected abstract Task<IDbContextTransaction> BeginSnapshotAsync(CrawlerDbContext db, CancellationToken cancellation);

    /// <summary>Bytes on disk.</summary>
    protected abstract Task<long?> SizeAsync(CrawlerDbContext db, CancellationToken cancellation);

    /// <summary>The rows of a table of the schema, without reading them; null if the store cannot tell.</summary>
    protected abstract Task<long?> EstimateRowsAsync(CrawlerDbContext db, string table, CancellationToken cancellation);

    /// <summary>Registers a page of targets, distinct and sorted by infohash, in one transaction.</summary>
    protected abstract Task RegisterPageAsync(IReadOnlyList<Target> page, CancellationToken cancellation);

    /// <summary>Appends a batch in one transaction; false if it was there.</summary>
    protected abstract Task<bool> AppendBatchAsync(LogBatch batch, CancellationToken cancellation);

    /// <summary>One merge transaction over at most so many batches; null if there was nothing to merge.</summary>
    protected abstract Task<MergeStep?> MergeStepAsync(int maxBatches, CancellationToken cancellation);

    /// <summary>Rolls at most so many batches up in one transaction; null if there was nothing to roll up.</summary>
    protected abstract Task<RollStep?> RollStepAsync(int maxBatches, CancellationToken cancellation);

    /// <summary>Drops the merged and rolled up log of whole days that ended at or before a time, UTC.</summary>
    protected internal abstract Task<RetentionResult> PruneLogAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>What there is in each tier.</summary>
    protected internal abstract Task<StoreInventory> TakeStockAsync(CancellationToken cancellation);

    /// <summary>Bytes in use.</summary>
    protected internal abstract Task<long> UsedAsync(CrawlerDbContext db, CancellationToken cancellation);

    /// <summary>Gives room of what was dropped from a tier back to the disk, as far as that is possible.</summary>
    protected internal abstract Task GiveBackRoomAsync(Tier tier, CancellationToken cancellation);

    /// <summary>Drops addresses as sent of whole days that ended at or before a time, UTC.</summary>
    protected internal abstract Task<int> DropAsSentAsync(DateTimeOffset before, CancellationToken cancellation);

    /// <summary>How rows of a data set are put.</summary>
    protected abstract IRestoreWriter RestoreWriter { get; }

    /// <summary>What an exception means; null if it is not the database's.</summary>
    protected abstract StoreException? Explain(Exception exception);

    /// <summary>Reads in one snapshot of a store that is ready.</summary>
    internal Task<T> SnapshotAsync<T>(Func<CrawlerDbContext, Task<T>> read, CancellationToken cancellation) => ReadAsync(async db =>
    {
        await using var snapshot = await BeginSnapshotAsync(db, cancellation);
        return await read(db);
    }, cancellation);

    /// <summary>Reads or writes through a context of a store that is ready.</summary>
    internal Task<T> ReadAsync<T>(Func<CrawlerDbContext, Task<T>> read, CancellationToken cancellation) => ReadyAsync(async () =>
    {
        await using var db = await OpenContextAsync(cancellation);
        return await read(db);
    }, cancellation);

    /// <summary>Works on a store whose schema is the program's.</summary>
    internal Task<T> ReadyAsync<T>(Func<Task<T>> work, CancellationToken cancellation) => ExplainingAsync(async () =>
    {
        if (!_schemaIsCurrent)
        {
            await using var db = await OpenContextAsync(cancellation);
            if ((await SchemaState.ReadAsync(db, cancellation)).Problem(location) is { } problem) throw problem;
            _schemaIsCurrent = true;
        }

        return await work();
    });

    /// <summary>Runs work whose errors the database makes.</summary>
    internal async Task<T> ExplainingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not (StoreException or OperationCanceledException))
        {
            if (Explain(e) is { } problem) throw problem;
            throw;
        }
    }
}
