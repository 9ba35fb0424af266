using Crawler.Storage.Log;
using Crawler.Storage.Retention;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>
/// Deletes whole days of the log, a bounded stretch of rows a transaction, so that appends get their turn in between.
/// The file does not shrink: what comes next takes the room.
/// </summary>
internal sealed class SqliteRetention(SqliteFile file)
{
    /// <summary>Row ids one transaction walks over: some 50 ms.</summary>
    private const long RowsAStep = 20_000;

    /// <summary>In a day.</summary>
    public const long MicrosecondsADay = 86_400_000_000;

    private const string UnmergedDays =
        """
        SELECT DISTINCT announce.at / $0 FROM (SELECT writer_id, min(merged.sequence, coalesce(rolled.sequence, 0)) AS sequence
            FROM merge_watermark AS merged LEFT JOIN roll_watermark AS rolled USING (writer_id)) AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
        JOIN announce ON announce.writer_id = mark.writer_id AND announce.sequence > mark.sequence
        WHERE writer.last_sequence > mark.sequence AND announce.at < $1
        """;

    /// <summary>Checks the watermark by the row once more: a spool drained meanwhile may have brought old rows.</summary>
    private const string DeleteStep =
        """
        DELETE FROM announce WHERE rowid > $0 AND rowid <= $1 AND at < $2 AND at / $3 NOT IN (SELECT value FROM json_each($4))
            AND EXISTS (SELECT 1 FROM merge_watermark AS mark WHERE mark.writer_id = announce.writer_id AND mark.sequence >= announce.sequence)
            AND EXISTS (SELECT 1 FROM roll_watermark AS mark WHERE mark.writer_id = announce.writer_id AND mark.sequence >= announce.sequence)
        RETURNING at / $3
        """;

    /// <summary>Deletes days that ended at or before a time.</summary>
    public async Task<RetentionResult> PruneAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var end = SqliteTime.ToMicroseconds(LogDay.Start(LogDay.Of(before)));
        var (unmerged, first, last) = await file.WriteAsync(connection => Look(connection, end), cancellation);
        var kept = $"[{string.Join(',', unmerged)}]";
        var (dropped, attempts) = (new SortedSet<long>(), 0L);
        for (var from = first - 1; from < last; from += RowsAStep)
        {
            var start = from;
            attempts += await file.WriteAsync(connection => Delete(connection, start, end, kept, dropped), cancellation);
        }

        return new RetentionResult([.. dropped.Select(Day)], [.. unmerged.Select(Day)], [], attempts, null);
    }

    /// <summary>Days of which something is not merged or not rolled up, among those that began before a time.</summary>
    public static IReadOnlySet<DateOnly> Unmerged(SqliteConnection connection, long end) => UnmergedNumbers(connection, end).Select(Day).ToHashSet();

    /// <summary>A day by its number since 1970.</summary>
    public static DateOnly Day(long number) => LogDay.Of(DateTimeOffset.UnixEpoch).AddDays((int)number);

    private static (SortedSet<long> Unmerged, long First, long Last) Look(SqliteConnection connection, long end)
    {
        var unmerged = UnmergedNumbers(connection, end);
        using var range = new SqliteStatement(connection, "SELECT min(rowid), max(rowid) FROM announce");
        using var ends = range.Read();
        return ends.Read() && !ends.IsDBNull(0) ? (unmerged, ends.GetInt64(0), ends.GetInt64(1)) : (unmerged, 0, -1);
    }

    private static long Delete(SqliteConnection connection, long from, long end, string kept, SortedSet<long> dropped)
    {
        using var delete = new SqliteStatement(connection, DeleteStep);
        using var reader = delete.Read(from, from + RowsAStep, end, MicrosecondsADay, kept);
        var rows = 0L;
        for (; reader.Read(); rows++) dropped.Add(reader.GetInt64(0));
        return rows;
    }

    private static SortedSet<long> UnmergedNumbers(SqliteConnection connection, long end)
    {
        var unmerged = new SortedSet<long>();
        using var days = new SqliteStatement(connection, UnmergedDays);
        using var reader = days.Read(MicrosecondsADay, end);
        while (reader.Read()) unmerged.Add(reader.GetInt64(0));
        return unmerged;
    }
}
