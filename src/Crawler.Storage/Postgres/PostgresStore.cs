using System.Data;
using System.Text.Json;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Datasets;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Retention;
using Crawler.Storage.Rollups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>The store on PostgreSQL.</summary>
internal sealed class PostgresStore : CrawlStore
{
    private readonly NpgsqlDataSource _source;
    private readonly DbContextOptions<PostgresCrawlerContext> _options;
    private readonly PostgresAppend _append;
    private readonly PostgresTargets _targets;
    private readonly PostgresMerge _merge;
    private readonly PostgresRoll _roll;
    private readonly PostgresRetention _retention;

    public PostgresStore(StoreLocation location)
        : base(location)
    {
        _source = NpgsqlDataSource.Create(location.Address);
        _options = new DbContextOptionsBuilder<PostgresCrawlerContext>()
            .UseNpgsql(_source, npgsql => npgsql.MigrationsHistoryTable(CrawlerDbContext.MigrationTable))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
        var names = new NameIds(new PostgresNames(_source));
        _append = new PostgresAppend(_source, names);
        _targets = new PostgresTargets(_source, names);
        _merge = new PostgresMerge(_source);
        _roll = new PostgresRoll(_source);
        _retention = new PostgresRetention(_source);
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Fails here if there is no such database: EF would silently create one whose name was mistyped.</summary>
    protected override async Task<IDisposable> BeginMigrationAsync(CancellationToken cancellation) =>
        await PostgresMigrationLock.TakeAsync(_source, cancellation);

    protected override async Task<CrawlerDbContext> OpenContextAsync(CancellationToken cancellation)
    {
        var db = new PostgresCrawlerContext(_options);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    protected override Task<IDbContextTransaction> BeginSnapshotAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    protected override async Task<long?> SizeAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellation);

    /// <summary>The planner's estimate: density when last analysed times the size now, over all partitions.</summary>
    protected override async Task<long?> EstimateRowsAsync(CrawlerDbContext db, string table, CancellationToken cancellation)
    {
        await using var command = ((NpgsqlConnection)db.Database.GetDbConnection()).Command($"EXPLAIN (FORMAT JSON) SELECT FROM {table}", []);
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(cancellation))!);
        return (long)plan.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
    }

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

    protected internal override Task<StoreInventory> TakeStockAsync(CancellationToken cancellation) => PostgresInventory.ReadAsync(_source, cancellation);

    protected internal override async Task<long> UsedAsync(CrawlerDbContext db, CancellationToken cancellation) => (await SizeAsync(db, cancellation))!.Value;

    /// <summary>The log's days are files of their own and gone. The others are rewritten: plain VACUUM gives back only what is last in a file.</summary>
    protected internal override async Task GiveBackRoomAsync(Tier tier, CancellationToken cancellation)
    {
        if (tier == Tier.Raw) return;
        await using var command = _source.CreateCommand($"VACUUM (FULL, ANALYZE) {tier switch { Tier.Hours => "tracker_hour", Tier.Days => "tracker_day", _ => "swarm_estimate" }}");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    protected internal override Task<int> DropAsSentAsync(DateTimeOffset before, CancellationToken cancellation) =>
        PostgresAsSent.DropAsync(_source, before, cancellation);

    protected override IRestoreWriter RestoreWriter => new PostgresRestore(_source);

    protected override StoreException? Explain(Exception exception) => PostgresErrors.Explain(exception, Location);
}
