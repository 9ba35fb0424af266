using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Short ways to say what every statement here needs.</summary>
internal static class PostgresCommands
{
    /// <summary>
    /// A statement with positional parameters, <c>$1</c> first. No <c>params</c>: an array of arrays would pass for the list itself.
    /// </summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>Runs a statement; returns the rows it touched.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Runs work in one transaction. A deadlock or serialisation failure rolls it back whole, so it may simply be run
    /// again; a few times is enough, since one of the parties always gets through.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(
        this NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var result = await work(connection);
                await transaction.CommitAsync(cancellation);
                return result;
            }
            catch (PostgresException e) when (attempt < 5
                && e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            {
            }
        }
    }
}
