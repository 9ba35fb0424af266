using System.Net;
using Crawler.Storage.Datasets;

namespace Crawler.Storage.Sqlite;

/// <summary>One prepared statement, a row at a time, in one transaction.</summary>
internal sealed class SqliteRestore(SqliteFile file) : IRestoreWriter
{
    public Task InsertAsync(string table, IReadOnlyList<RestoreColumn> columns, IReadOnlyList<object?[]> rows, IReadOnlyList<DateOnly> days, CancellationToken cancellation) =>
        file.WriteAsync(connection =>
        {
            var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})";
            using var insert = new SqliteStatement(connection, sql);
            foreach (var row in rows) insert.Execute([.. row.Select(Value)]);
            return true;
        }, cancellation);

    /// <summary>SQLite goes on after the largest by itself.</summary>
    public Task ContinueNumbersAsync(CancellationToken cancellation) => Task.CompletedTask;

    private static object? Value(object? value) => value switch
    {
        DateTimeOffset time => SqliteTime.ToMicroseconds(time),
        IPAddress address => address.GetAddressBytes(),
        _ => value,
    };
}
