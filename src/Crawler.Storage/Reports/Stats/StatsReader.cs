using System.Data.Common;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Reads rows of SQL within a scope. Windows and nested aggregates are said in SQL, since EF Core has no words for them; the
/// database groups and sorts (on its disk if it must), rows come one by one, so memory does not follow the tables.
/// </summary>
internal sealed class StatsReader
{
    private readonly CrawlerDbContext _db;
    private readonly StatsScope _scope;
    private readonly string _torrents;
    private readonly CancellationToken _cancellation;

    private StatsReader(CrawlerDbContext db, StatsScope scope, string torrents, HashSet<int> fabricators, CancellationToken cancellation)
    {
        (_db, _scope, _torrents, Fabricators, _cancellation) = (db, scope, torrents, fabricators, cancellation);
        Dialect = StatsDialect.Of(db);
    }

    /// <summary>How this store says it.</summary>
    public StatsDialect Dialect { get; }

    /// <summary>The model.</summary>
    public CrawlerDbContext Db => _db;

    /// <summary>Trackers caught making peers up: their claims are no claims about swarms.</summary>
    public IReadOnlySet<int> Fabricators { get; }

    /// <summary>What of.</summary>
    public StatsScope Scope => _scope;

    /// <summary>Ends the reading.</summary>
    public CancellationToken Cancellation => _cancellation;

    /// <summary>A condition on the log: attempts in scope.</summary>
    public string Attempts => $"{Torrents()} AND {InTimeAndCampaign}";

    /// <summary>A condition on the log: attempts in scope, those about canaries too: who asked to be left alone is not called for one either.</summary>
    public string Calls => _scope.Only is null ? InTimeAndCampaign : Attempts;

    /// <summary>A condition on the log: attempts in scope at trackers whose claims can be believed so far.</summary>
    public string Claims => Fabricators.Count == 0 ? Attempts : $"{Attempts} AND tracker_id NOT IN ({string.Join(',', Fabricators)})";

    /// <summary>A condition on the aggregate: peers that were there in the scope's time as far as first and last sighting tell.</summary>
    public string Sightings => $"{Torrents()} AND {Between("last_seen", "first_seen")}";

    /// <summary>A condition on estimates: those that end in scope.</summary>
    public string Estimates => $"{Torrents()} AND {Between("to_at", "to_at")}";

    /// <summary>A condition on schedules: those that follow from an attempt in scope.</summary>
    public string Schedules => $"{(_scope.Only is null ? "1 = 1" : Torrents())} AND {Between("as_of", "as_of")}";

    /// <summary>A reader for one scope.</summary>
    public static async Task<StatsReader> OpenAsync(CrawlerDbContext db, StatsScope scope, CancellationToken cancellation)
    {
        var fabricators = await CanaryResultQuery.FabricatorsAsync(db, cancellation);
        if (scope.Only is null) return new StatsReader(db, scope, "NOT IN (SELECT id FROM torrent WHERE is_canary)", fabricators, cancellation);
        var ids = new List<int>();
        foreach (var chunk in scope.Only.Distinct().Chunk(500))
        {
            ids.AddRange(await db.Torrents.Where(torrent => !torrent.IsCanary && chunk.Contains(torrent.InfoHash))
                .Select(torrent => torrent.Id).ToListAsync(cancellation));
        }

        // Ids begin at 1.
        return new StatsReader(db, scope, $"IN ({(ids.Count > 0 ? string.Join(',', ids) : "0")})", fabricators, cancellation);
    }

    /// <summary>A condition on torrents in scope.</summary>
    public string Torrents(string column = "torrent_id") => $"{column} {_torrents}";

    /// <summary>Names of trackers, as they may be shown, by id.</summary>
    public Task<Dictionary<int, string>> NamesAsync(IEnumerable<int> ids) => TrackerNames.ReadAsync(_db, ids, _cancellation);

    /// <summary>The torrents in scope by id; names and hashes are all that is kept of them.</summary>
    public async Task<Dictionary<int, TorrentRow>> TorrentsAsync(IReadOnlyCollection<int> ids)
    {
        var torrents = new Dictionary<int, TorrentRow>(ids.Count);
        foreach (var chunk in ids.Chunk(500))
        {
            await foreach (var row in _db.Torrents.Where(row => chunk.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(_cancellation))
                torrents[row.Id] = row;
        }

        return torrents;
    }

    /// <summary>The rows of a statement, read in place: what a row holds is gone with the next.</summary>
    public IAsyncEnumerable<DbDataReader> RowsAsync(string sql) => SqlRows.ReadAsync(_db, sql, [], _cancellation);

    private string InTimeAndCampaign => $"{Between("at", "at")}{(_scope.Campaign is { } campaign ? $" AND campaign_id = {campaign}" : "")}";

    private string Between(string from, string to)
    {
        var conditions = new List<string>();
        if (_scope.Since is { } since) conditions.Add($"{from} >= {Dialect.Instant(since)}");
        if (_scope.Until is { } until) conditions.Add($"{to} < {Dialect.Instant(until)}");
        return conditions.Count > 0 ? string.Join(" AND ", conditions) : "1 = 1";
    }
}
