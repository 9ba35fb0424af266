using System.Data.Common;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Storage.Views;

/// <summary>
/// Reads a page of torrents. Without a search an index gives the order: first what has a value, then what has none. With
/// one, names have to be walked over, so all is done in one walk.
/// </summary>
internal static class TorrentListQuery
{
    private const string Columns =
        """
        torrent.infohash, torrent.name, torrent.size, standing.size, standing.low, standing.high, standing.size_flags, standing.size_family,
        standing.size_at, standing.seen, standing.complete, standing.incomplete, coalesce(standing.trackers, 0),
        coalesce(standing.trackers_answering, 0), coalesce(standing.calls, 0), standing.last_at
        """;

    /// <summary>Torrents of a tracker from which on the order's index is walked.</summary>
    private const long ManyTorrents = 2_000;

    /// <summary>The page.</summary>
    public static async Task<Page<TorrentListing>> ReadAsync(CrawlerDbContext db, TorrentQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Skip, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        var take = Math.Min(query.Take, TorrentQuery.MostOnAPage);
        if (!string.IsNullOrWhiteSpace(query.Search) || query.Order == TorrentOrder.Added) return await WalkedAsync(db, query, take, cancellation);
        if (query.Tracker is not { } tracker) return await OrderedAsync(db, query, take, cancellation);
        var (total, known) = await CountedAsync(db, tracker, Column(query.Order), cancellation);
        // Of a tracker with many torrents the index soon finds enough; the few of another are sooner found than looked for.
        return total < ManyTorrents ? await WalkedAsync(db, query, take, cancellation) : await OrderedAtAsync(db, query, tracker, take, total, known, cancellation);
    }

    /// <summary>One torrent by its number.</summary>
    public static async Task<TorrentListing> OneAsync(CrawlerDbContext db, int torrent, CancellationToken cancellation)
    {
        var sql = $"SELECT {Columns} FROM torrent LEFT JOIN torrent_standing AS standing ON standing.torrent_id = torrent.id WHERE torrent.id = @p0";
        await foreach (var row in SqlRows.ReadAsync(db, sql, [torrent], cancellation)) return Listing(row, StatsDialect.Of(db));
        throw new InvalidOperationException("a torrent that was there is gone");
    }

    private static async Task<Page<TorrentListing>> OrderedAsync(CrawlerDbContext db, TorrentQuery query, int take, CancellationToken cancellation)
    {
        var column = Column(query.Order);
        var known = await CountAsync(db, $"SELECT count(*) FROM torrent_standing WHERE {column} IS NOT NULL", [], cancellation);
        var total = await CountAsync(
            db, query.OnlyCalled ? "SELECT count(*) FROM torrent_standing" : "SELECT count(*) FROM torrent WHERE NOT is_canary", [], cancellation);
        var way = query.Descending ? "DESC" : "ASC";
        var page = new List<TorrentListing>(take);
        if (query.Skip < known)
        {
            var ordered =
                $"""
                SELECT {Columns} FROM (
                    SELECT * FROM torrent_standing WHERE {column} IS NOT NULL ORDER BY {column} {way}, torrent_id {way} LIMIT {take} OFFSET {query.Skip}) AS standing
                JOIN torrent ON torrent.id = standing.torrent_id ORDER BY standing.{column} {way}, torrent_id {way}
                """;
            await AddAsync(db, ordered, [], page, cancellation);
        }

        if (page.Count < take && query.Skip + page.Count < total)
        {
            var rest =
                $"""
                SELECT {Columns} FROM torrent {(query.OnlyCalled ? "" : "LEFT")} JOIN torrent_standing AS standing ON standing.torrent_id = torrent.id
                WHERE NOT is_canary AND standing.{column} IS NULL ORDER BY torrent.id LIMIT {take - page.Count} OFFSET {Math.Max(0, query.Skip - known)}
                """;
            await AddAsync(db, rest, [], page, cancellation);
        }

        return new Page<TorrentListing>(page, total);
    }

    private static async Task<(long Total, long Known)> CountedAsync(CrawlerDbContext db, int tracker, string column, CancellationToken cancellation)
    {
        var sql =
            $"""
            SELECT count(*), count({column}) FROM (SELECT DISTINCT torrent_id FROM latest_call WHERE tracker_id = @p0) AS called
            JOIN torrent_standing AS standing ON standing.torrent_id = called.torrent_id
            """;
        await foreach (var row in SqlRows.ReadAsync(db, sql, [tracker], cancellation)) return (row.GetInt64(0), row.GetInt64(1));
        return (0, 0);
    }

    /// <summary>As <see cref="OrderedAsync"/>, of the torrents called at a tracker.</summary>
    private static async Task<Page<TorrentListing>> OrderedAtAsync(
        CrawlerDbContext db, TorrentQuery query, int tracker, int take, long total, long known, CancellationToken cancellation)
    {
        var (column, way, page) = (Column(query.Order), query.Descending ? "DESC" : "ASC", new List<TorrentListing>(take));
        if (query.Skip < known) await AddAsync(db, Sql($"{column} IS NOT NULL", $"{column} {way}, torrent_id {way}", take, query.Skip), [tracker], page, cancellation);
        if (page.Count < take && query.Skip + page.Count < total)
            await AddAsync(db, Sql($"{column} IS NULL", "torrent_id", take - page.Count, Math.Max(0, query.Skip - known)), [tracker], page, cancellation);
        return new Page<TorrentListing>(page, total);

        static string Sql(string condition, string order, int limit, long offset) =>
            $"""
            SELECT {Columns} FROM (
                SELECT * FROM torrent_standing WHERE {condition}
                    AND EXISTS (SELECT 1 FROM latest_call AS call WHERE call.torrent_id = torrent_standing.torrent_id AND call.tracker_id = @p0)
                ORDER BY {order} LIMIT {limit} OFFSET {offset}) AS standing
            JOIN torrent ON torrent.id = standing.torrent_id ORDER BY {string.Join(", ", order.Split(", ").Select(by => $"standing.{by}"))}
            """;
    }

    private static async Task<Page<TorrentListing>> WalkedAsync(CrawlerDbContext db, TorrentQuery query, int take, CancellationToken cancellation)
    {
        var (dialect, values, conditions) = (StatsDialect.Of(db), new List<object>(), new List<string> { "NOT is_canary" });
        if (query.OnlyCalled) conditions.Add("standing.torrent_id IS NOT NULL");
        if (query.Tracker is { } tracker)
        {
            conditions.Add($"torrent.id IN (SELECT torrent_id FROM latest_call WHERE tracker_id = @p{values.Count})");
            values.Add(tracker);
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var search = query.Search.Trim().ToLowerInvariant();
            var named = dialect.Contains("lower(torrent.name)", $"@p{values.Count}");
            values.Add(search);
            if (search.All(char.IsAsciiHexDigit) && search.Length <= 2 * InfoHash.Length)
            {
                named = $"({named} OR {dialect.Hex("torrent.infohash")} LIKE @p{values.Count})";
                values.Add(search + "%");
            }

            conditions.Add(named);
        }

        var from = $"FROM torrent LEFT JOIN torrent_standing AS standing ON standing.torrent_id = torrent.id WHERE {string.Join(" AND ", conditions)}";
        var way = query.Descending ? "DESC" : "ASC";
        var order = query.Order == TorrentOrder.Added
            ? $"torrent.id {way}"
            : $"standing.{Column(query.Order)} IS NULL, standing.{Column(query.Order)} {way}, torrent.id {way}";
        var page = new List<TorrentListing>(take);
        var total = await AddAsync(db, $"SELECT {Columns}, count(*) OVER () {from} ORDER BY {order} LIMIT {take} OFFSET {query.Skip}", values, page, cancellation);
        // Beyond the last page there is no row to tell the total.
        return new Page<TorrentListing>(page, total ?? (query.Skip == 0 ? 0 : await CountAsync(db, $"SELECT count(*) {from}", values, cancellation)));
    }

    private static async Task<long?> AddAsync(
        CrawlerDbContext db, string sql, IReadOnlyList<object> values, List<TorrentListing> page, CancellationToken cancellation)
    {
        long? total = null;
        var dialect = StatsDialect.Of(db);
        await foreach (var row in SqlRows.ReadAsync(db, sql, values, cancellation))
        {
            page.Add(Listing(row, dialect));
            if (row.FieldCount > 16) total = row.GetInt64(16);
        }

        return total;
    }

    private static async Task<long> CountAsync(CrawlerDbContext db, string sql, IReadOnlyList<object> values, CancellationToken cancellation)
    {
        await foreach (var row in SqlRows.ReadAsync(db, sql, values, cancellation)) return row.GetInt64(0);
        return 0;
    }

    private static TorrentListing Listing(DbDataReader row, StatsDialect dialect) => new()
    {
        InfoHash = new InfoHash(row.GetFieldValue<byte[]>(0)),
        Name = row.IsDBNull(1) ? null : row.GetString(1),
        ContentBytes = row.Long(2),
        Size = row.IsDBNull(8) ? null : new ListedSize(
            row.Double(3), row.GetDouble(4), row.Double(5), (SizeFlags)row.GetInt32(6), FamilyNumber.ToFamily(row.GetInt16(7)).OrNull(), dialect.Time(row, 8)),
        Seen = row.Long(9),
        Complete = row.Long(10),
        Incomplete = row.Long(11),
        Trackers = row.GetInt32(12),
        TrackersAnswering = row.GetInt32(13),
        Calls = row.GetInt64(14),
        LastAt = row.IsDBNull(15) ? null : dialect.Time(row, 15),
    };

    private static string Column(TorrentOrder order) => order switch
    {
        TorrentOrder.Size => "size",
        TorrentOrder.Seen => "seen",
        TorrentOrder.Seeders => "complete",
        TorrentOrder.Leechers => "incomplete",
        TorrentOrder.LastCall => "last_at",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };
}
