using Crawler.Protocol.Metainfo;
using Crawler.Storage.Datasets;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Retention;
using Crawler.Storage.Rollups;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crawler.Storage.Sqlite;

/// <summary>The store in one SQLite file.</summary>
internal sealed class SqliteStore : CrawlStore
{
    private readonly SqliteFile _file;
    private readonly SqliteAppend _append;
    private readonly SqliteTargets _targets;
    private readonly SqliteMerge _merge;
    private readonly SqliteRoll _roll;
    private readonly SqliteRetention _retention;

    /// <param name="location">The file.</param>
    /// <param name="lockTimeout">How long to wait for another process' lock; null for 30 s.</param>
    public SqliteStore(StoreLocation location, TimeSpan? lockTimeout = null)
        : base(location)
    {
        _file = new SqliteFile(location.Address, lockTimeout ?? TimeSpan.FromSeconds(30));
        var names = new NameIds(new SqliteNames(_file));
        _append = new SqliteAppend(_file, names);
        _targets = new SqliteTargets(_file, names);
        _merge = new SqliteMerge(_file);
        _roll = new SqliteRoll(_file);
        _retention = new SqliteRetention(_file);
    }

    public override ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<IDisposable> BeginMigrationAsync(CancellationToken cancellation) =>
        await _file.BeginMigrationAsync(cancellation);

    protected override Task<CrawlerDbContext> OpenContextAsync(CancellationToken cancellation) => Task.FromResult<CrawlerDbContext>(
        new SqliteCrawlerContext(new DbContextOptionsBuilder<SqliteCrawlerContext>()
            .UseSqlite(_file.Open(), contextOwnsConnection: true, sqlite => sqlite.MigrationsHistoryTable(CrawlerDbContext.MigrationTable))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options));

    /// <summary>Deferred, so that it reads the last commit and takes no write lock.</summary>
    protected override async Task<IDbContextTransaction> BeginSnapshotAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellation))!;
    }

    protected override Task<long?> SizeAsync(CrawlerDbContext db, CancellationToken cancellation) => Task.FromResult<long?>(_file.Size());

    /// <summary>The log alone, by its row ids: they grow with every row, and only the oldest are ever deleted.</summary>
    protected override async Task<long?> EstimateRowsAsync(CrawlerDbContext db, string table, CancellationToken cancellation) =>
        table != "announce" ? null : await db.Database.SqlQuery<long>(
            $"SELECT coalesce((SELECT max(rowid) FROM announce) - (SELECT min(rowid) FROM announce) + 1, 0) AS \"Value\"").SingleAsync(cancellation);

    protected override Task RegisterPageAsync(IReadOnlyList<Target> page, CancellationToken cancellation) =>
        _targets.RegisterAsync(page, cancellation);

    protected override Task<bool> AppendBatchAsync(LogBatch batch, CancellationToken cancellation) =>
        _append.AppendAsync(batch, cancellation);

    protected override Task<MergeStep?> MergeStepAsync(int maxBatches, CancellationToken cancellation) =>
        _merge.StepAsync(maxBatches, cancellation);

    protected override Task<RollStep?> RollStepAsync(int maxBatches, CancellationToken cancellation) =>
        _roll.StepAsync(maxBatches, cancellation);

    protected internal override Task<RetentionResult> PruneLogAsync(DateTimeOffset before, CancellationToken cancellation) =>
        _retention.PruneAsync(before, cancellation);

    protected internal override Task<StoreInventory> TakeStockAsync(CancellationToken cancellation) => Task.Run(() =>
    {
        using var connection = _file.Open();
        return SqliteInventory.Read(connection, _file.Size());
    }, cancellation);

    protected internal override Task<long> UsedAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        Task.FromResult(_file.Size() - SqliteInventory.FreeBytes((SqliteConnection)db.Database.GetDbConnection()));

    protected internal override Task GiveBackRoomAsync(Tier tier, CancellationToken cancellation) => Task.Run(_file.EmptyWriteAheadLog, cancellation);

    protected internal override Task<int> DropAsSentAsync(DateTimeOffset before, CancellationToken cancellation) =>
        SqliteAsSent.DropAsync(_file, before, cancellation);

    protected override IRestoreWriter RestoreWriter => new SqliteRestore(_file);

    protected override StoreException? Explain(Exception exception) => SqliteErrors.Explain(exception, Location);
}
