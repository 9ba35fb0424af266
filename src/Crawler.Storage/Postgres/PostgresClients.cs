using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Writes the software of a batch's peers: what was said last stays.</summary>
internal static class PostgresClients
{
    private const string Upsert =
        """
        INSERT INTO peer_client (ip, port, client, version, at)
        SELECT * FROM unnest($1::inet[], $2::int[], $3::text[], $4::text[], $5::timestamptz[]) ORDER BY 1, 2
        ON CONFLICT (ip, port) DO UPDATE SET client = excluded.client, version = excluded.version, at = excluded.at WHERE excluded.at >= peer_client.at
        """;

    /// <summary>Inside the caller's transaction. In order of the key, so that two writers never wait for each other crosswise.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, LogBatch batch, CancellationToken cancellation)
    {
        if (batch.Clients.Count == 0) return;
        // One statement may not touch a row twice.
        var latest = batch.Clients.GroupBy(client => client.Peer).Select(said => said.MaxBy(client => client.At)!).ToList();
        await connection.ExecuteAsync(
            Upsert,
            [
                latest.Select(said => said.Peer.Address).ToArray(),
                latest.Select(said => said.Peer.Port).ToArray(),
                latest.Select(said => StoredText.Clean(said.Client?.Name)).ToArray(),
                latest.Select(said => StoredText.Clean(said.Client?.Version)).ToArray(),
                latest.Select(said => said.At.ToUniversalTime()).ToArray(),
            ],
            cancellation);
    }
}
