using Crawler.Storage.Datasets;
using Parquet;
using Parquet.Schema;

namespace Crawler.Datasets.Formats;

/// <summary>Parquet, a row group at a time: what is held is one row group.</summary>
internal sealed class ParquetRowWriter : IRowWriter
{
    /// <summary>Values of a row group: enough for dictionaries to pay, few enough to hold, however many columns there are.</summary>
    private const int RowGroup = 450_000;

    private readonly IReadOnlyList<DatasetColumn> _columns;
    private readonly DataField[] _fields;
    private readonly Stream _file;
    private readonly ParquetWriter _parquet;
    private readonly List<object?[]> _rows = [];

    private ParquetRowWriter(IReadOnlyList<DatasetColumn> columns, DataField[] fields, Stream file, ParquetWriter parquet) =>
        (_columns, _fields, _file, _parquet) = (columns, fields, file, parquet);

    public static async Task<ParquetRowWriter> CreateAsync(IReadOnlyList<DatasetColumn> columns, Stream file)
    {
        DataField[] fields = [.. columns.Select(ParquetColumns.Of)];
        return new ParquetRowWriter(columns, fields, file, await ParquetWriter.CreateAsync(new ParquetSchema(fields), file));
    }

    public async Task WriteAsync(IReadOnlyList<object?[]> rows)
    {
        _rows.AddRange(rows);
        if (_rows.Count * _columns.Count >= RowGroup) await FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows.Count > 0) await FlushAsync();
        await _parquet.DisposeAsync();
        await _file.DisposeAsync();
    }

    private async Task FlushAsync()
    {
        using var group = _parquet.CreateRowGroup();
        for (var i = 0; i < _fields.Length; i++) await WriteColumnAsync(group, i);
        group.CompleteValidate();
        _rows.Clear();
    }

    private Task WriteColumnAsync(ParquetRowGroupWriter group, int i) => _columns[i].Type switch
    {
        DatasetType.Whole => NumbersAsync(group, i, value => (long)value),
        DatasetType.Real => NumbersAsync(group, i, value => (double)value),
        DatasetType.Flag => NumbersAsync(group, i, value => (bool)value),
        DatasetType.Time => NumbersAsync(group, i, value => ParquetColumns.Time((long)value)),
        _ => group.WriteAsync(_fields[i], _rows.ConvertAll(row => (string?)row[i])!),
    };

    private async Task NumbersAsync<T>(ParquetRowGroupWriter group, int i, Func<object, T> convert)
        where T : struct
    {
        if (_columns[i].IsNullable) await group.WriteAsync<T>(_fields[i], _rows.Select(row => row[i] is { } value ? convert(value) : (T?)null).ToArray().AsMemory());
        else await group.WriteAsync<T>(_fields[i], _rows.Select(row => convert(row[i]!)).ToArray().AsMemory());
    }
}
