using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>The peers at their own addresses: written beside the log where that is asked for, deleted by time.</summary>
internal static class SqliteAsSent
{
    private const string InsertRow =
        "INSERT INTO announce_as_sent (writer_id, sequence, ordinal, at, peers_v4, peers_v6) VALUES ($0, $1, $2, $3, $4, $5)";

    /// <summary>Inside the caller's transaction.</summary>
    public static void Insert(SqliteConnection connection, LogBatch batch, int writerId)
    {
        using var insert = new SqliteStatement(connection, InsertRow);
        foreach (var (ordinal, entry) in batch.Entries.Index())
        {
            if (entry.AsSent is not { Count: > 0 } peers) continue;
            var at = SqliteTime.ToMicroseconds(entry.Attempt.At);
            insert.Execute(writerId, batch.Sequence, ordinal, at, peers.CompactV4.ToArray(), peers.CompactV6.ToArray());
        }
    }

    /// <summary>Deletes what is older than the start of a day, so that no byte of it is left in the file or beside it.</summary>
    /// <returns>Days deleted.</returns>
    public static async Task<int> DropAsync(SqliteFile file, DateTimeOffset before, CancellationToken cancellation)
    {
        var end = SqliteTime.ToMicroseconds(LogDay.Start(LogDay.Of(before)));
        return await file.EraseAsync(connection =>
        {
            using var count = new SqliteStatement(connection, "SELECT count(DISTINCT at / 86400000000) FROM announce_as_sent WHERE at < $0");
            var days = Convert.ToInt32(count.Scalar(end), System.Globalization.CultureInfo.InvariantCulture);
            using var delete = new SqliteStatement(connection, "DELETE FROM announce_as_sent WHERE at < $0");
            if (days > 0) delete.Execute(end);
            return days;
        }, cancellation);
    }
}
