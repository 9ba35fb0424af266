using System.Globalization;
using DuckDB.NET.Data;

namespace Crawler.Benchmarks.Publishing;

/// <summary>Counts and sums a published table of sightings by DuckDB.</summary>
internal static class DuckReading
{
    private const string Line =
        "info_hash, chr(9), tracker_id, chr(9), coalesce(tracker, '\\N'), chr(9), coalesce(family, '\\N'), chr(9), coalesce(ip, '\\N'), chr(9), port, chr(9), times_seen, chr(9), epoch_us(first_seen), chr(9), epoch_us(last_seen)";

    public static (long Rows, string Checksum) Of(string folder)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT count(*), CAST(sum(CAST(CAST('0x' || substr(sha256(concat({Line})), 1, 15) AS UBIGINT) AS HUGEINT)) AS VARCHAR) FROM read_parquet('{folder}/sightings/*/*.parquet')";
        using var row = command.ExecuteReader();
        row.Read();
        return (Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), row.GetString(1));
    }
}
