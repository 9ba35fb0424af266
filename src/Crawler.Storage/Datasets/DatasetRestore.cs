using System.Net;
using Crawler.Storage.Log;

namespace Crawler.Storage.Datasets;

/// <summary>Rows of a data set as rows of the store: the inverse of <see cref="DatasetScan"/>.</summary>
internal sealed class DatasetRestore
{
    /// <summary>2000-01-01, in microseconds since 1970.</summary>
    private const long Earliest = 946_684_800_000_000;

    /// <summary>2100-01-01.</summary>
    private const long Latest = 4_102_444_800_000_000;

    /// <summary>Columns that are absent together or not at all.</summary>
    private static readonly string[][] Together = [["own_ip", "own_port"], ["swarm_since", "swarm_window", "largest_reply", "fabricates"]];

    private readonly DatasetColumn[] _columns;
    private readonly int[] _kept;
    private readonly WordNumbers?[] _words;
    private readonly RestoredNames _names;
    private readonly DatasetTable _table;
    private readonly int _addresses;
    private readonly int[][] _together;
    private readonly int[] _ofReply;

    public DatasetRestore(DatasetTable table, RestoredNames names)
    {
        (_table, _names) = (table, names);
        _columns = [.. DatasetSchema.ColumnsOf(table)];
        _words = [.. _columns.Select(column => column.Words is { } words ? new WordNumbers(words) : null)];
        _addresses = At("addresses");
        _together = _addresses < 0 ? [] : [.. Together.Select(names => names.Select(At).ToArray())];
        _ofReply = [.. Enumerable.Range(0, _columns.Length).Where(i => _columns[i].IsOfReplies && i != _addresses)];
        _kept = [.. Enumerable.Range(0, _columns.Length).Where(i => _columns[i].Source is not null && _columns[i].Form != DatasetForm.Tracker)];
        Columns = [.. _kept.Select(i => new RestoreColumn(_columns[i].Source!, TypeOf(_columns[i])))];
    }

    /// <summary>What is written.</summary>
    public IReadOnlyList<RestoreColumn> Columns { get; }

    /// <summary>The row as the store has it; null if it lacks what it is told by.</summary>
    /// <exception cref="FormatException">A value is not what its column says.</exception>
    public object?[]? Row(object?[] row)
    {
        if (_table == DatasetTable.Sightings && row[At("ip")] is null) return null;
        if (row[At("tracker_id")] is long tracker && row[At("tracker")] is string url) _names.Tracker((int)tracker, url);
        if (At("writer_id") is >= 0 and var writer) _names.Writer((int)(long)row[writer]!, (long)row[At("sequence")]!);
        CheckTogether(row);
        var isReply = _addresses >= 0 && row[_addresses] is not null;
        return [.. _kept.Select(i => isReply && row[i] is null && IsPeers(i) ? Array.Empty<byte>() : Value(i, row[i]))];
    }

    /// <summary>The days of the log that some rows belong to; none for other tables.</summary>
    public IReadOnlyList<DateOnly> DaysOf(IEnumerable<object?[]> rows)
    {
        if (_table != DatasetTable.Announces) return [];
        var at = At("at");
        return [.. rows.Select(row => DateOnly.FromDateTime(Time((long)row[at]!).UtcDateTime)).Distinct()];
    }

    private bool IsPeers(int i) => _columns[i].Form is DatasetForm.PeersV4 or DatasetForm.PeersV6;

    private int At(string name) => Array.FindIndex(_columns, column => column.Name == name);

    private object? Value(int i, object? value) => (_columns[i].Form, value) switch
    {
        (DatasetForm.Family, _) => value switch { "v4" => 4L, "v6" => 6L, null => 0L, _ => throw new FormatException($"'{value}' is no family") },
        (_, null) => _columns[i].Otherwise,
        (DatasetForm.Torrent, string hash) => (long)_names.Torrent(hash),
        (DatasetForm.Address or DatasetForm.Own, string address) => IPAddress.Parse(address),
        (DatasetForm.Bytes, string hex) => Convert.FromHexString(hex),
        (DatasetForm.PeersV4, string hex) => OwnAddress.Peers(hex, v6: false),
        (DatasetForm.PeersV6, string hex) => OwnAddress.Peers(hex, v6: true),
        (DatasetForm.Port, not (>= 0L and <= 65_535L)) => throw new FormatException($"'{value}' is no port"),
        (DatasetForm.Word, string word) => _words[i]!.NumberOf(word),
        (DatasetForm.Words, string words) => _words[i]!.BitsOf(words),
        _ when _columns[i].Type == DatasetType.Time => Time((long)value),
        _ when _columns[i].Type == DatasetType.Text => StoredText.Clean((string)value),
        _ => value,
    };

    private static Type TypeOf(DatasetColumn column) => column switch
    {
        { Form: DatasetForm.Address or DatasetForm.Own } => typeof(IPAddress),
        { Form: DatasetForm.Bytes or DatasetForm.PeersV4 or DatasetForm.PeersV6 } => typeof(byte[]),
        { Form: DatasetForm.Same or DatasetForm.Message, Type: DatasetType.Text } => typeof(string),
        { Type: DatasetType.Real } => typeof(double),
        { Type: DatasetType.Flag } => typeof(bool),
        { Type: DatasetType.Time } => typeof(DateTimeOffset),
        _ => typeof(long),
    };

    /// <summary>Of the years 2000 to 2099: a day further off would be a partition, or a day to be made, for each between.</summary>
    private static DateTimeOffset Time(long microseconds) => microseconds is >= Earliest and < Latest
        ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw new FormatException($"{microseconds} microseconds since 1970 are not in the years 2000 to 2099");

    /// <summary>What belongs together is there together.</summary>
    private void CheckTogether(object?[] row)
    {
        foreach (var places in _together)
        {
            var absent = places.Count(i => row[i] is null);
            if (absent > 0 && absent < places.Length) throw new FormatException($"of {string.Join(", ", places.Select(i => _columns[i].Name))} some are absent and some are not");
        }

        if (_addresses >= 0 && row[_addresses] is null && _ofReply.Any(i => row[i] is not null)) throw new FormatException("there is a reply, but not what stands for its addresses");
    }
}
