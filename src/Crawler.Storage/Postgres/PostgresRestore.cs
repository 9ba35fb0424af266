using System.Net;
using Crawler.Storage.Datasets;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>Rows as arrays, a column each, which the database turns into rows: one statement whatever the table.</summary>
internal sealed class PostgresRestore(NpgsqlDataSource source) : IRestoreWriter
{
    private readonly PostgresLogDays _days = new(source, PostgresLogDays.Log);

    public async Task InsertAsync(string table, IReadOnlyList<RestoreColumn> columns, IReadOnlyList<object?[]> rows, IReadOnlyList<DateOnly> days, CancellationToken cancellation)
    {
        await _days.EnsureAsync(days, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) SELECT * FROM unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))})";
        for (var i = 0; i < columns.Count; i++) insert.Parameters.Add(Column(columns[i].Value, rows, i));
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    public async Task ContinueNumbersAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        foreach (var table in new[] { "campaign", "torrent", "tracker", "log_writer" })
            await connection.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest((SELECT max(id) FROM {table}), 1))", [], cancellation);
    }

    private static NpgsqlParameter Column(Type type, IReadOnlyList<object?[]> rows, int i) =>
        type == typeof(long) ? Values<long>(rows, i, NpgsqlDbType.Bigint)
        : type == typeof(double) ? Values<double>(rows, i, NpgsqlDbType.Double)
        : type == typeof(bool) ? Values<bool>(rows, i, NpgsqlDbType.Boolean)
        : type == typeof(DateTimeOffset) ? Values<DateTimeOffset>(rows, i, NpgsqlDbType.TimestampTz)
        : type == typeof(IPAddress) ? Objects<IPAddress>(rows, i, NpgsqlDbType.Inet)
        : type == typeof(byte[]) ? Objects<byte[]>(rows, i, NpgsqlDbType.Bytea)
        : Objects<string>(rows, i, NpgsqlDbType.Text);

    private static NpgsqlParameter Values<T>(IReadOnlyList<object?[]> rows, int i, NpgsqlDbType type)
        where T : struct =>
        new() { Value = rows.Select(row => (T?)row[i]).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };

    private static NpgsqlParameter Objects<T>(IReadOnlyList<object?[]> rows, int i, NpgsqlDbType type)
        where T : class =>
        new() { Value = rows.Select(row => (T?)row[i]).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
