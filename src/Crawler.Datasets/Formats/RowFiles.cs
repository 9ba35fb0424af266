using Crawler.Storage.Datasets;

namespace Crawler.Datasets.Formats;

/// <summary>Files of rows in each format.</summary>
internal static class RowFiles
{
    /// <summary>Letters after which a page is full, however few its rows: the peers of a reply are as many as its tracker likes.</summary>
    public const int PageLetters = 4_000_000;

    /// <summary>The end of a file's name.</summary>
    public static string ExtensionOf(DatasetFormat format) => format switch
    {
        DatasetFormat.Parquet => "parquet",
        DatasetFormat.Csv => "csv",
        _ => "jsonl",
    };

    /// <summary>Begins a file.</summary>
    public static async Task<IRowWriter> CreateAsync(DatasetFormat format, IReadOnlyList<DatasetColumn> columns, string path)
    {
        var file = File.Create(path, 1 << 16);
        return format switch
        {
            DatasetFormat.Parquet => await ParquetRowWriter.CreateAsync(columns, file),
            DatasetFormat.Csv => new CsvRowWriter(columns, file),
            _ => new JsonlRowWriter(columns, file),
        };
    }

    /// <summary>The rows of a file, a page at a time.</summary>
    /// <exception cref="InvalidDataException">It is no file of these columns.</exception>
    public static IAsyncEnumerable<IReadOnlyList<object?[]>> ReadAsync(DatasetFormat format, IReadOnlyList<DatasetColumn> columns, string path) => format switch
    {
        DatasetFormat.Parquet => ParquetRowReader.ReadAsync(columns, path),
        DatasetFormat.Csv => CsvRowReader.ReadAsync(columns, path),
        _ => JsonlRowReader.ReadAsync(columns, path),
    };
}
