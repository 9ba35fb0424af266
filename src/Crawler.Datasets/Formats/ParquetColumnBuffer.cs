using Crawler.Storage.Datasets;
using Parquet;
using Parquet.Schema;

namespace Crawler.Datasets.Formats;

/// <summary>
/// The values of one column of the row group that is being filled. Used again for the next one, so that writing leaves nothing behind
/// that only a full collection would find.
/// </summary>
internal abstract class ParquetColumnBuffer
{
    /// <summary>The buffer of a column, for so many rows.</summary>
    public static ParquetColumnBuffer Of(DatasetColumn column, DataField field, int rows) => column.Type switch
    {
        DatasetType.Whole => Numbers(column, field, rows, value => (long)value),
        DatasetType.Real => Numbers(column, field, rows, value => (double)value),
        DatasetType.Flag => Numbers(column, field, rows, value => (bool)value),
        DatasetType.Time => Numbers(column, field, rows, value => ParquetColumns.Time((long)value)),
        _ => new Texts(field, rows),
    };

    /// <summary>Takes the value of a row.</summary>
    public abstract void Set(int row, object? value);

    /// <summary>Writes the first so many.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, int rows);

    private static ParquetColumnBuffer Numbers<T>(DatasetColumn column, DataField field, int rows, Func<object, T> convert)
        where T : struct =>
        column.IsNullable ? new Optional<T>(field, rows, convert) : new Required<T>(field, rows, convert);

    private sealed class Required<T>(DataField field, int rows, Func<object, T> convert) : ParquetColumnBuffer
        where T : struct
    {
        private readonly T[] _values = new T[rows];

        public override void Set(int row, object? value) => _values[row] = convert(value!);

        public override Task WriteAsync(ParquetRowGroupWriter group, int rows) => group.WriteAsync<T>(field, _values.AsMemory(0, rows));
    }

    private sealed class Optional<T>(DataField field, int rows, Func<object, T> convert) : ParquetColumnBuffer
        where T : struct
    {
        private readonly T?[] _values = new T?[rows];

        public override void Set(int row, object? value) => _values[row] = value is null ? null : convert(value);

        public override Task WriteAsync(ParquetRowGroupWriter group, int rows) => group.WriteAsync<T>(field, _values.AsMemory(0, rows));
    }

    private sealed class Texts(DataField field, int rows) : ParquetColumnBuffer
    {
        private readonly string?[] _values = new string?[rows];

        // The same text many times over is one string here: rows of one swarm and tracker follow each other.
        private string? _last;

        public override void Set(int row, object? value) => _values[row] = (string?)value == _last ? _last : _last = (string?)value;

        public override async Task WriteAsync(ParquetRowGroupWriter group, int rows)
        {
            await group.WriteAsync(field, new ArraySegment<string?>(_values, 0, rows)!);
            Array.Clear(_values);
        }
    }
}
