using Crawler.Storage.Datasets;
using Parquet;
using Parquet.Schema;

namespace Crawler.Datasets.Formats;

/// <summary>Reads what <see cref="ParquetRowWriter"/> writes, a row group a page.</summary>
internal static class ParquetRowReader
{
    /// <summary>A row group that claims more is not one of ours: its columns would fill the memory.</summary>
    private const int MostRows = 1_000_000;

    public static async IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(IReadOnlyList<DatasetColumn> columns, string path)
    {
        await using var parquet = await OpenAsync(path);
        var fields = columns.Select(column =>
            parquet.Schema.DataFields.FirstOrDefault(field => field.Name == column.Name) ?? throw new InvalidDataException($"it has no column {column.Name}")).ToArray();
        for (var at = 0; at < parquet.RowGroupCount; at++)
        {
            using var group = parquet.OpenRowGroupReader(at);
            if (group.RowCount is < 0 or > MostRows) throw new InvalidDataException($"row group {at} has {group.RowCount} rows");
            var rows = new object?[group.RowCount][];
            for (var row = 0; row < rows.Length; row++) rows[row] = new object?[columns.Count];
            for (var i = 0; i < fields.Length; i++) await ReadColumnAsync(group, columns[i], fields[i], rows, i);
            yield return rows;
        }
    }

    private static async Task<ParquetReader> OpenAsync(string path)
    {
        try
        {
            return await ParquetReader.CreateAsync(path);
        }
        catch (Exception error) when (error is not (IOException or UnauthorizedAccessException or OperationCanceledException))
        {
            throw new InvalidDataException($"it is no Parquet file: {error.Message}", error);
        }
    }

    private static Task ReadColumnAsync(ParquetRowGroupReader group, DatasetColumn column, DataField field, object?[][] rows, int i) => column.Type switch
    {
        DatasetType.Whole => NumbersAsync<long>(group, field, rows, i, value => value),
        DatasetType.Real => NumbersAsync<double>(group, field, rows, i, value => value),
        DatasetType.Flag => NumbersAsync<bool>(group, field, rows, i, value => value),
        DatasetType.Time => NumbersAsync<DateTime>(group, field, rows, i, value => ParquetColumns.Microseconds(value)),
        _ => TextsAsync(group, field, rows, i),
    };

    private static async Task NumbersAsync<T>(ParquetRowGroupReader group, DataField field, object?[][] rows, int i, Func<T, object> convert)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[rows.Length];
            await group.ReadAsync<T>(field, values.AsMemory());
            for (var row = 0; row < rows.Length; row++) rows[row][i] = values[row] is { } value ? convert(value) : null;
        }
        else
        {
            var values = new T[rows.Length];
            await group.ReadAsync<T>(field, values.AsMemory());
            for (var row = 0; row < rows.Length; row++) rows[row][i] = convert(values[row]);
        }
    }

    private static async Task TextsAsync(ParquetRowGroupReader group, DataField field, object?[][] rows, int i)
    {
        var texts = new string?[rows.Length];
        await group.ReadAsync(field, texts.AsMemory());
        for (var row = 0; row < rows.Length; row++) rows[row][i] = texts[row];
    }
}
