using System.Globalization;
using Crawler.Storage.Datasets;
using DuckDB.NET.Data;

namespace Crawler.Storage.Tests.Datasets;

/// <summary>Reads a data set as a stranger would: by DuckDB, with nothing of ours but the description of the checksum.</summary>
internal sealed class Duck : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");

    public Duck() => _connection.Open();

    public static DatasetTable TableOf(string name) => DatasetSchema.Tables.Single(table => DatasetSchema.NameOf(table) == name);

    /// <summary>Rows and checksum of a table of Parquet files.</summary>
    public (long Rows, string Checksum) Read(string folder, string table, IReadOnlyList<DatasetColumn> columns)
    {
        var line = string.Join(", chr(9), ", columns.Select(column => $"coalesce({Text(column)}, '\\N')"));
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"SELECT count(*), CAST(coalesce(sum(CAST(CAST('0x' || substr(sha256(concat({line})), 1, 15) AS UBIGINT) AS HUGEINT)), 0) AS VARCHAR) FROM read_parquet('{folder}/{table}/*/*.parquet')";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return (Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), row.GetString(1));
    }

    public void Dispose() => _connection.Dispose();

    private static string Text(DatasetColumn column) => column.Type switch
    {
        DatasetType.Time => $"CAST(epoch_us(\"{column.Name}\") AS VARCHAR)",
        _ => $"CAST(\"{column.Name}\" AS VARCHAR)",
    };
}
