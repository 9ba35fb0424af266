using System.Data.Common;
using System.Globalization;
using System.Net;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Datasets;

/// <summary>Reads a published table by one statement, which the database sorts by day: on its disk, not in our memory.</summary>
internal sealed class DatasetScan
{
    private const int PageSize = 5000;

    /// <summary>Letters of a page: the replies of a tracker that sends as much as it may would be gigabytes else.</summary>
    private const int PageLetters = 4_000_000;

    private static readonly string AsSent = ((int)AddressForm.AsSent).ToString(CultureInfo.InvariantCulture);

    private readonly StatsDialect _dialect;
    private readonly DatasetTable _table;
    private readonly DatasetColumn[] _columns;
    private readonly Dictionary<long, string> _trackers;
    private readonly WordNumbers?[] _words;
    private readonly bool _withReplies;
    private readonly HashSet<IPAddress> _ours = [];

    private DatasetScan(StatsDialect dialect, DatasetTable table, Dictionary<long, string> trackers, bool withReplies)
    {
        (_dialect, _table, _trackers, _withReplies) = (dialect, table, trackers, withReplies && table == DatasetTable.Announces);
        _columns = [.. DatasetSchema.ColumnsOf(table)];
        _words = [.. _columns.Select(column => column.Words is { } words ? new WordNumbers(words) : null)];
    }

    /// <summary>Reads it in the transaction of a context.</summary>
    public static async Task RunAsync(
        CrawlerDbContext db, DatasetTable table, DatasetFilter filter, Func<IReadOnlyList<object?[]>, Task> page, CancellationToken cancellation)
    {
        if (table == DatasetTable.TrackerHours && filter.Torrents is not null) return;
        var trackers = (await db.Trackers.ToListAsync(cancellation)).ToDictionary(row => (long)row.Id, row => row.Shown());
        var scan = new DatasetScan(StatsDialect.Of(db), table, trackers, filter.WithReplies);
        // The file is read once, from end to end: a large cache would hold what nobody asks for again, and SQLite sorts in as much again.
        if (db is SqliteCrawlerContext) await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -8192", cancellation);
        if (table == DatasetTable.Sightings) await scan.ReadOursAsync(db, cancellation);
        var values = new List<object>();
        var sql = scan.Sql(filter, values);
        var rows = new List<object?[]>(PageSize);
        var letters = 0;
        await foreach (var row in SqlRows.ReadAsync(db, sql, values, cancellation))
        {
            rows.Add(scan.Read(row));
            letters += rows[^1].Sum(value => (value as string)?.Length ?? 0);
            if (rows.Count < PageSize && letters < PageLetters) continue;
            await page(rows);
            (rows, letters) = (new List<object?[]>(PageSize), 0);
        }

        if (rows.Count > 0) await page(rows);
    }

    /// <summary>The table of the store.</summary>
    public static string NameInStore(DatasetTable table) => table switch
    {
        DatasetTable.Announces => "announce",
        DatasetTable.Sightings => "sighting",
        DatasetTable.Estimates => "swarm_estimate",
        _ => "tracker_hour",
    };

    private string Sql(DatasetFilter filter, List<object> values)
    {
        var time = DatasetSchema.DayColumnOf(_table);
        var conditions = new List<string>();
        if (filter.Since is { } since) conditions.Add($"r.{time} >= {_dialect.Instant(since)}");
        if (filter.Until is { } until) conditions.Add($"r.{time} < {_dialect.Instant(until)}");
        if (filter.Tracker is { } part)
        {
            var ids = _trackers.Where(tracker => tracker.Value.Contains(part, StringComparison.OrdinalIgnoreCase)).Select(tracker => tracker.Key.ToString(CultureInfo.InvariantCulture));
            conditions.Add($"r.tracker_id IN ({string.Join(", ", ids.DefaultIfEmpty("-1"))})");
        }

        var from = $"{NameInStore(_table)} r";
        if (_table != DatasetTable.TrackerHours)
        {
            from += " JOIN torrent t ON t.id = r.torrent_id";
            conditions.Add("NOT t.is_canary");
            if (filter.Torrents is { } torrents) conditions.Add($"t.infohash IN ({string.Join(", ", torrents.Select(torrent => Parameter(values, torrent.ToArray())).DefaultIfEmpty("NULL"))})");
        }

        var where = conditions.Count > 0 ? " WHERE " + string.Join(" AND ", conditions) : "";
        var with = "";
        if (_table == DatasetTable.Sightings && filter.FewestInNetwork > 1)
            with = $"WITH small AS (SELECT {_dialect.Network("r.ip")} AS network FROM {from}{where} GROUP BY 1 HAVING count(DISTINCT r.ip) < {filter.FewestInNetwork.ToString(CultureInfo.InvariantCulture)}) ";
        var columns = _columns.Select(column => column is { Form: DatasetForm.Address } && with.Length > 0
            ? $"CASE WHEN {_dialect.Network("r.ip")} IN (SELECT network FROM small) THEN NULL ELSE {Expression(column)} END"
            : Expression(column));
        if (_withReplies) columns = columns.Append(_dialect.Bytes("r.own_ip")).Append(_dialect.Bytes("r.external_address"));
        return $"{with}SELECT {string.Join(", ", columns)} FROM {from}{where} ORDER BY {string.Join(", ", OrderOf(time))}";
    }

    /// <summary>By time, and among rows of one instant always the same way, so that the same store makes the same files.</summary>
    private IEnumerable<string> OrderOf(string time) => _table switch
    {
        DatasetTable.Sightings => [$"r.{time}", "r.torrent_id", "r.tracker_id", "r.family", "r.ip", "r.port"],
        DatasetTable.TrackerHours => [$"r.{time}", "r.tracker_id", "r.family"],
        _ => [$"r.{time}", "r.writer_id", "r.sequence", "r.ordinal"],
    };

    private string Expression(DatasetColumn column) => column switch
    {
        { IsOfReplies: false } => Written(column),
        _ when !_withReplies => "NULL",
        _ => $"CASE WHEN r.peers_v4 IS NULL OR r.addresses = {AsSent} THEN NULL ELSE {Written(column)} END",
    };

    private string Written(DatasetColumn column)
    {
        var source = column.Computed is { } computed ? $"CASE WHEN r.peers_v4 IS NULL THEN NULL ELSE {computed} END" : $"r.{column.Source}";
        return column switch
        {
            { Form: DatasetForm.Torrent } => _dialect.Hex("t.infohash"),
            { Form: DatasetForm.Address or DatasetForm.Own } => _dialect.Bytes(source),
            { Form: DatasetForm.PeersV4 or DatasetForm.PeersV6 } => source,
            { Form: DatasetForm.Bytes } => _dialect.Hex(source),
            { Form: DatasetForm.Same or DatasetForm.Message, Type: DatasetType.Text } => source,
            { Type: DatasetType.Time } => _dialect.Microseconds(source),
            { Type: DatasetType.Real } => $"CAST({source} AS double precision)",
            { Type: DatasetType.Flag } => $"CAST(CAST({source} AS integer) AS bigint)",
            _ => $"CAST({source} AS bigint)",
        };
    }

    private object?[] Read(DbDataReader row)
    {
        var values = new object?[_columns.Length];
        for (var i = 0; i < values.Length; i++) values[i] = row.IsDBNull(i) ? null : Value(row, i);
        return values;
    }

    private object? Value(DbDataReader row, int i) => _columns[i] switch
    {
        { Form: DatasetForm.Address } => new IPAddress((byte[])row.GetValue(i)) is var address && _ours.Contains(address) ? null : address.ToString(),
        { Form: DatasetForm.Own } => OwnAddress.Written((byte[])row.GetValue(i)),
        { Form: DatasetForm.PeersV4 or DatasetForm.PeersV6 } => OwnAddress.Hidden((byte[])row.GetValue(i), _columns[i].Form == DatasetForm.PeersV6, Address(row, _columns.Length), Address(row, _columns.Length + 1)),
        { Form: DatasetForm.Torrent or DatasetForm.Bytes } => row.GetString(i),
        { Form: DatasetForm.Message } => MessageAddresses.Hide(row.GetString(i)),
        { Form: DatasetForm.Family } => row.GetInt64(i) switch { 4 => "v4", 6 => "v6", _ => null },
        { Form: DatasetForm.Word } => _words[i]!.WordOf(row.GetInt64(i)),
        { Form: DatasetForm.Words } => _words[i]!.WordsOf(row.GetInt64(i)),
        { Form: DatasetForm.Tracker } => _trackers.GetValueOrDefault(row.GetInt64(i)),
        { Type: DatasetType.Text } => row.GetString(i),
        { Type: DatasetType.Real } => row.GetDouble(i),
        { Type: DatasetType.Flag } => row.GetInt64(i) != 0,
        _ => row.GetInt64(i),
    };

    /// <summary>Stores of before have who is behind our address among the sightings at that address: it is withheld.</summary>
    private async Task ReadOursAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var sql = $"SELECT DISTINCT {_dialect.Bytes("own_ip")} FROM announce WHERE own_ip IS NOT NULL UNION SELECT DISTINCT {_dialect.Bytes("external_address")} FROM announce WHERE external_address IS NOT NULL";
        await foreach (var row in SqlRows.ReadAsync(db, sql, [], cancellation)) _ours.Add(new IPAddress((byte[])row.GetValue(0)));
    }

    private static byte[]? Address(DbDataReader row, int i) => row.IsDBNull(i) ? null : (byte[])row.GetValue(i);

    private static string Parameter(List<object> values, object value)
    {
        values.Add(value);
        return $"@p{values.Count - 1}";
    }
}
