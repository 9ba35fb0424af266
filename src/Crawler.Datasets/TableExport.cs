using System.Globalization;
using System.Security.Cryptography;
using Crawler.Datasets.Formats;
using Crawler.Storage.Datasets;

namespace Crawler.Datasets;

/// <summary>Writes one table, a file for each day. One file is open at a time, and what is held is one row group of it.</summary>
internal sealed class TableExport(DatasetTable table, DatasetFormat format, string folder) : IAsyncDisposable
{
    private readonly IReadOnlyList<DatasetColumn> _columns = DatasetSchema.ColumnsOf(table);
    private readonly RowChecksum _checksum = new(DatasetSchema.ColumnsOf(table));
    private readonly List<FileEntry> _files = [];
    private readonly int _dayColumn = DatasetSchema.ColumnsOf(table).ToList().FindIndex(column => column.Name == DatasetSchema.DayColumnOf(table));
    private readonly int _address = DatasetSchema.ColumnsOf(table).ToList().FindIndex(column => column.Name == "ip");
    private IRowWriter? _open;
    private string _path = "";
    private DateOnly _day;
    private long _rows;

    /// <summary>Rows whose address is withheld.</summary>
    public long Withheld { get; private set; }

    /// <summary>Rows written.</summary>
    public long Rows => _checksum.Rows;

    /// <summary>Takes rows, in the order of their days.</summary>
    public async Task AddAsync(IReadOnlyList<object?[]> rows)
    {
        _checksum.Add(rows);
        if (_address >= 0) Withheld += rows.Count(row => row[_address] is null);
        for (var from = 0; from < rows.Count;)
        {
            var day = DayOf(rows[from]);
            var to = from + 1;
            while (to < rows.Count && DayOf(rows[to]) == day) to++;
            if (_open is null || day != _day) await BeginAsync(day);
            await _open!.WriteAsync(from == 0 && to == rows.Count ? rows : [.. rows.Skip(from).Take(to - from)]);
            _rows += to - from;
            from = to;
        }
    }

    /// <summary>Ends the last file.</summary>
    public async Task<TableEntry> FinishAsync()
    {
        await EndFileAsync();
        return new TableEntry(
            DatasetSchema.NameOf(table),
            _checksum.Rows,
            _checksum.Sum,
            [.. _columns.Select(column => new ColumnEntry(column.Name, column.Type.ToString().ToLowerInvariant(), column.Unit, column.IsNullable, column.Meaning))],
            _files);
    }

    /// <summary>Closes what a failure left open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_open is not null) await _open.DisposeAsync();
        _open = null;
    }

    private async Task BeginAsync(DateOnly day)
    {
        await EndFileAsync();
        _path = string.Create(CultureInfo.InvariantCulture, $"{DatasetSchema.NameOf(table)}/day={day:yyyy-MM-dd}/part-0.{RowFiles.ExtensionOf(format)}");
        var place = Path.Combine(folder, _path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        (_open, _day, _rows) = (await RowFiles.CreateAsync(format, _columns, place), day, 0);
    }

    private async Task EndFileAsync()
    {
        if (_open is null) return;
        await _open.DisposeAsync();
        _open = null;
        await using var file = File.OpenRead(Path.Combine(folder, _path));
        _files.Add(new FileEntry(_path, _rows, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file))));
    }

    private DateOnly DayOf(object?[] row) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddTicks((long)row[_dayColumn]! * TimeSpan.TicksPerMicrosecond));
}
