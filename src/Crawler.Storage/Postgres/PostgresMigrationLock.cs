using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>
/// Lets one node migrate a database at a time. EF Core's own lock ends with each migration's transaction, so that of two
/// nodes with several to apply each would apply some, and the slower fail on what the other did.
/// </summary>
internal sealed class PostgresMigrationLock : IDisposable
{
    /// <summary>The name of the lock, one for each database: "crawler" in ASCII.</summary>
    private const long Key = 0x63_72_61_77_6C_65_72;

    private readonly NpgsqlConnection _connection;

    private PostgresMigrationLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the lock, as long as the other's migration lasts. The server releases that of a node that dies.</summary>
    public static async Task<PostgresMigrationLock> TakeAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await using var take = connection.Command("SELECT pg_advisory_lock($1)", [Key]);
            take.CommandTimeout = 0;
            await take.ExecuteNonQueryAsync(cancellation);
            return new PostgresMigrationLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Unlocks in so many words: a connection that goes back to the pool keeps its locks until it is used again.</summary>
    public void Dispose()
    {
        using (_connection)
        {
            // The lock of a connection that broke is gone already, and what broke it has its own error.
            if (_connection.FullState != System.Data.ConnectionState.Open) return;
            using var release = _connection.Command("SELECT pg_advisory_unlock($1)", [Key]);
            release.ExecuteNonQuery();
        }
    }
}
