using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Adds to <c>tracker_hour</c> and <c>tracker_day</c>.</summary>
internal static class PostgresRolledTrackers
{
    private const string Sums =
        """
        ok, refused, gone, malformed, overloaded, http_error, timeout, dns_failed, connect_failed, tls_failed, our_outage, not_called,
        peers_named, latency, interval_asked, min_interval_asked, last_at
        """;

    private static readonly string Overwrite = string.Join(", ",
        Sums.Split(',', StringSplitOptions.TrimEntries).Append("known").Append("up").Select(column => $"{column} = excluded.{column}"));

    /// <summary>Inside the caller's transaction, which nobody else does at the same time.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, TrackerHourRow[] hours, CancellationToken cancellation)
    {
        if (hours.Length == 0) return;
        var storedHours = await StoredAsync<TrackerHourRow>(
            connection, "tracker_hour", "hour", hours, row => row.Hour, (row, at, known, up) => (row.Hour, row.Known, row.Up) = (at, known, up), cancellation);
        var days = RolledTrackers.Add(hours, storedHours);
        var storedDays = await StoredAsync<TrackerDayRow>(
            connection, "tracker_day", "day", days, row => row.Day, (row, at, known, up) => (row.Day, row.Known, row.Up) = (at, known, up), cancellation);
        RolledTrackers.Add(days, storedDays);
        await WriteAsync(connection, "tracker_hour", "hour", hours, row => row.Hour, row => row.Known, row => row.Up, cancellation);
        await WriteAsync(connection, "tracker_day", "day", days, row => row.Day, row => row.Known, row => row.Up, cancellation);
    }

    private static async Task<List<T>> StoredAsync<T>(
        NpgsqlConnection connection,
        string table,
        string time,
        T[] rows,
        Func<T, DateTimeOffset> at,
        Action<T, DateTimeOffset, short, short> place,
        CancellationToken cancellation)
        where T : TrackerTally, new()
    {
        var stored = new List<T>();
        await using var command = connection.Command(
            $"""
            SELECT tracker_id, family, {time}, known, up, {Sums}
            FROM {table} JOIN unnest($1, $2, $3) AS given (tracker_id, family, {time}) USING (tracker_id, family, {time})
            """,
            [Array.ConvertAll(rows, row => row.TrackerId), Array.ConvertAll(rows, row => row.Family.ToNumber()), Array.ConvertAll(rows, row => at(row))]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var row = new T
            {
                TrackerId = reader.GetInt32(0),
                Family = FamilyNumber.ToFamily(reader.GetInt16(1)),
                Ok = reader.GetInt32(5),
                Refused = reader.GetInt32(6),
                Gone = reader.GetInt32(7),
                Malformed = reader.GetInt32(8),
                Overloaded = reader.GetInt32(9),
                HttpError = reader.GetInt32(10),
                Timeout = reader.GetInt32(11),
                DnsFailed = reader.GetInt32(12),
                ConnectFailed = reader.GetInt32(13),
                TlsFailed = reader.GetInt32(14),
                OurOutage = reader.GetInt32(15),
                NotCalled = reader.GetInt32(16),
                PeersNamed = reader.GetInt64(17),
                Latency = reader.IsDBNull(18) ? null : reader.GetFieldValue<byte[]>(18),
                IntervalAsked = reader.IsDBNull(19) ? null : reader.GetInt64(19),
                MinIntervalAsked = reader.IsDBNull(20) ? null : reader.GetInt64(20),
                LastAt = reader.GetFieldValue<DateTimeOffset>(21),
            };
            place(row, reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt16(3), reader.GetInt16(4));
            stored.Add(row);
        }

        return stored;
    }

    private static Task<int> WriteAsync<T>(
        NpgsqlConnection connection,
        string table,
        string time,
        T[] rows,
        Func<T, DateTimeOffset> at,
        Func<T, short> known,
        Func<T, short> up,
        CancellationToken cancellation)
        where T : TrackerTally => connection.ExecuteAsync(
            $"""
            INSERT INTO {table} (tracker_id, family, {time}, known, up, {Sums})
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            ON CONFLICT (tracker_id, family, {time}) DO UPDATE SET {Overwrite}
            """,
            [
                Array.ConvertAll(rows, row => row.TrackerId),
                Array.ConvertAll(rows, row => row.Family.ToNumber()),
                Array.ConvertAll(rows, row => at(row)),
                Array.ConvertAll(rows, row => known(row)),
                Array.ConvertAll(rows, row => up(row)),
                Array.ConvertAll(rows, row => row.Ok),
                Array.ConvertAll(rows, row => row.Refused),
                Array.ConvertAll(rows, row => row.Gone),
                Array.ConvertAll(rows, row => row.Malformed),
                Array.ConvertAll(rows, row => row.Overloaded),
                Array.ConvertAll(rows, row => row.HttpError),
                Array.ConvertAll(rows, row => row.Timeout),
                Array.ConvertAll(rows, row => row.DnsFailed),
                Array.ConvertAll(rows, row => row.ConnectFailed),
                Array.ConvertAll(rows, row => row.TlsFailed),
                Array.ConvertAll(rows, row => row.OurOutage),
                Array.ConvertAll(rows, row => row.NotCalled),
                Array.ConvertAll(rows, row => row.PeersNamed),
                Array.ConvertAll(rows, row => row.Latency),
                Array.ConvertAll(rows, row => row.IntervalAsked),
                Array.ConvertAll(rows, row => row.MinIntervalAsked),
                Array.ConvertAll(rows, row => row.LastAt),
            ],
            cancellation);
}
