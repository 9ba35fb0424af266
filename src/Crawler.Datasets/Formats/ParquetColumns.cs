using Crawler.Storage.Datasets;
using Parquet.Schema;

namespace Crawler.Datasets.Formats;

/// <summary>Columns as Parquet has them.</summary>
internal static class ParquetColumns
{
    /// <summary>The field of a column. Times are of microseconds in UTC, which DuckDB, pandas and R read as such.</summary>
    public static DataField Of(DatasetColumn column) => column.Type switch
    {
        DatasetType.Whole => new DataField(column.Name, typeof(long), column.IsNullable),
        DatasetType.Real => new DataField(column.Name, typeof(double), column.IsNullable),
        DatasetType.Flag => new DataField(column.Name, typeof(bool), column.IsNullable),
        DatasetType.Time => new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: column.IsNullable),
        _ => new DataField(column.Name, typeof(string), column.IsNullable),
    };

    /// <summary>A time of microseconds since 1970.</summary>
    public static DateTime Time(long microseconds) => DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The inverse.</summary>
    public static long Microseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
