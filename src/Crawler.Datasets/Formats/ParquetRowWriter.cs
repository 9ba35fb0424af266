using Crawler.Storage.Datasets;
using Parquet;
using Parquet.Schema;

namespace Crawler.Datasets.Formats;

/// <summary>Parquet, a row group at a time: what is held is one row group.</summary>
internal sealed class ParquetRowWriter : IRowWriter
{
    /// <summary>Values of a row group: enough for dictionaries to pay, few enough to hold, however many columns there are.</summary>
    private const int RowGroup = 150_000;

    /// <summary>Letters of a row group: the peers of a reply are as many as its tracker likes.</summary>
    private const int RowGroupLetters = 16_000_000;

    /// <summary>What the library may keep for later: as much as it may is as much as an export takes.</summary>
    private static readonly ParquetOptions Options = new() { MaximumSmallPoolFreeBytes = 4 << 20, MaximumLargePoolFreeBytes = 4 << 20 };

    private readonly Stream _file;
    private readonly ParquetWriter _parquet;
    private readonly ParquetColumnBuffer[] _columns;
    private readonly int _capacity;
    private int _rows;
    private int _letters;

    private ParquetRowWriter(IReadOnlyList<DatasetColumn> columns, DataField[] fields, Stream file, ParquetWriter parquet)
    {
        (_file, _parquet, _capacity) = (file, parquet, RowGroup / columns.Count);
        _columns = [.. columns.Zip(fields, (column, field) => ParquetColumnBuffer.Of(column, field, _capacity))];
    }

    public static async Task<ParquetRowWriter> CreateAsync(IReadOnlyList<DatasetColumn> columns, Stream file)
    {
        DataField[] fields = [.. columns.Select(ParquetColumns.Of)];
        return new ParquetRowWriter(columns, fields, file, await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, Options));
    }

    public async Task WriteAsync(IReadOnlyList<object?[]> rows)
    {
        foreach (var row in rows)
        {
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Set(_rows, row[i]);
                _letters += (row[i] as string)?.Length ?? 0;
            }

            if (++_rows == _capacity || _letters >= RowGroupLetters) await FlushAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows > 0) await FlushAsync();
        await _parquet.DisposeAsync();
        await _file.DisposeAsync();
    }

    private async Task FlushAsync()
    {
        using var group = _parquet.CreateRowGroup();
        foreach (var column in _columns) await column.WriteAsync(group, _rows);
        group.CompleteValidate();
        (_rows, _letters) = (0, 0);
    }
}
