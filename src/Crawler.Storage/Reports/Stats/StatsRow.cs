using System.Data.Common;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Columns that may be NULL.</summary>
internal static class StatsRow
{
    /// <summary>A whole number, or null.</summary>
    public static long? Long(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>A number, or null.</summary>
    public static double? Double(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    /// <summary>Bytes, or null.</summary>
    public static byte[]? Bytes(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
