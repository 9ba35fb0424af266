using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Adds to <c>tracker_hour</c> and <c>tracker_day</c>.</summary>
internal static class SqliteRolledTrackers
{
    private const string Sums =
        """
        ok, refused, gone, malformed, overloaded, http_error, timeout, dns_failed, connect_failed, tls_failed, our_outage, not_called,
        peers_named, latency, interval_asked, min_interval_asked, last_at
        """;

    /// <summary>Inside the caller's transaction.</summary>
    public static void Add(SqliteConnection connection, TrackerHourRow[] hours)
    {
        var days = RolledTrackers.Add(
            hours, Stored(connection, "tracker_hour", "hour", hours, row => row.Hour, (row, at, known, up) => (row.Hour, row.Known, row.Up) = (at, known, up)));
        RolledTrackers.Add(
            days, Stored(connection, "tracker_day", "day", days, row => row.Day, (row, at, known, up) => (row.Day, row.Known, row.Up) = (at, known, up)));
        Write(connection, "tracker_hour", "hour", hours, row => (row.Hour, row.Known, row.Up));
        Write(connection, "tracker_day", "day", days, row => (row.Day, row.Known, row.Up));
    }

    private static List<T> Stored<T>(
        SqliteConnection connection, string table, string time, T[] rows, Func<T, DateTimeOffset> at, Action<T, DateTimeOffset, short, short> place)
        where T : TrackerTally, new()
    {
        var stored = new List<T>();
        using var find = new SqliteStatement(
            connection, $"SELECT known, up, {Sums} FROM {table} WHERE tracker_id = $0 AND family = $1 AND {time} = $2");
        foreach (var asked in rows)
        {
            using var reader = find.Read(asked.TrackerId, asked.Family.ToNumber(), SqliteTime.ToMicroseconds(at(asked)));
            if (!reader.Read()) continue;
            var row = new T
            {
                TrackerId = asked.TrackerId,
                Family = asked.Family,
                Ok = reader.GetInt32(2),
                Refused = reader.GetInt32(3),
                Gone = reader.GetInt32(4),
                Malformed = reader.GetInt32(5),
                Overloaded = reader.GetInt32(6),
                HttpError = reader.GetInt32(7),
                Timeout = reader.GetInt32(8),
                DnsFailed = reader.GetInt32(9),
                ConnectFailed = reader.GetInt32(10),
                TlsFailed = reader.GetInt32(11),
                OurOutage = reader.GetInt32(12),
                NotCalled = reader.GetInt32(13),
                PeersNamed = reader.GetInt64(14),
                Latency = reader.IsDBNull(15) ? null : reader.GetFieldValue<byte[]>(15),
                IntervalAsked = reader.IsDBNull(16) ? null : reader.GetInt64(16),
                MinIntervalAsked = reader.IsDBNull(17) ? null : reader.GetInt64(17),
                LastAt = SqliteTime.FromMicroseconds(reader.GetInt64(18)),
            };
            place(row, at(asked), reader.GetInt16(0), reader.GetInt16(1));
            stored.Add(row);
        }

        return stored;
    }

    private static void Write<T>(
        SqliteConnection connection, string table, string time, T[] rows, Func<T, (DateTimeOffset At, short Known, short Up)> place)
        where T : TrackerTally
    {
        using var write = new SqliteStatement(
            connection,
            $"""
            INSERT OR REPLACE INTO {table} (tracker_id, family, {time}, known, up, {Sums})
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            """);
        foreach (var row in rows)
        {
            var (at, known, up) = place(row);
            write.Execute(
                row.TrackerId, row.Family.ToNumber(), SqliteTime.ToMicroseconds(at), known, up,
                row.Ok, row.Refused, row.Gone, row.Malformed, row.Overloaded, row.HttpError, row.Timeout, row.DnsFailed, row.ConnectFailed,
                row.TlsFailed, row.OurOutage, row.NotCalled, row.PeersNamed, row.Latency, row.IntervalAsked, row.MinIntervalAsked,
                SqliteTime.ToMicroseconds(row.LastAt));
        }
    }
}
