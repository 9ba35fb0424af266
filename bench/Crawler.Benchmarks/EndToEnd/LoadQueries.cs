using Crawler.Storage;
using Npgsql;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>What the store says of a crawl, asked for in SQL, as a stranger would.</summary>
internal static class LoadQueries
{
    /// <summary>Batches not merged, and batches in all.</summary>
    public static async Task<(long Lag, long Batches)> LagAsync(ICrawlStore store, StoppablePostgres postgres) =>
        ((await store.LagAsync()).Batches, await NumberAsync(postgres, "SELECT sum(last_sequence)::bigint FROM log_writer"));

    /// <summary>Announces in the log that were answered, goodbyes left out.</summary>
    public static Task<long> AnsweredAsync(StoppablePostgres postgres) =>
        NumberAsync(postgres, "SELECT count(*) FROM announce WHERE kind = 0 AND event <> 3 AND outcome = 0");

    /// <summary>Peers in the log.</summary>
    public static Task<long> PeersAsync(StoppablePostgres postgres) =>
        NumberAsync(postgres, "SELECT sum(octet_length(peers_v4) / 6)::bigint FROM announce WHERE peers_v4 IS NOT NULL");

    /// <summary>Sightings the aggregate counts.</summary>
    public static Task<long> SightingsAsync(StoppablePostgres postgres) => NumberAsync(postgres, "SELECT sum(times_seen)::bigint FROM sighting");

    /// <summary>Rows of the aggregate.</summary>
    public static Task<long> AggregateRowsAsync(StoppablePostgres postgres) => NumberAsync(postgres, "SELECT count(*) FROM sighting");

    /// <summary>Bytes of the database.</summary>
    public static Task<long> BytesAsync(StoppablePostgres postgres) => NumberAsync(postgres, "SELECT pg_database_size(current_database())");

    private static async Task<long> NumberAsync(StoppablePostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }
}
