using Npgsql;

namespace Crawler.Benchmarks.Face;

/// <summary>What filling says to PostgreSQL.</summary>
internal static class CopiedRows
{
    /// <summary>Copies rows into <c>table (columns)</c>, each written column by column.</summary>
    public static async Task CopyAsync<TRow>(this NpgsqlConnection connection, string into, IEnumerable<TRow> rows, Action<NpgsqlBinaryImporter, TRow> write)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {into} FROM STDIN (FORMAT BINARY)");
        // However long it takes: a line waits while the server is busy.
        copy.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            write(copy, row);
        }

        await copy.CompleteAsync();
    }

    /// <summary>Runs a statement, however long it takes.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
