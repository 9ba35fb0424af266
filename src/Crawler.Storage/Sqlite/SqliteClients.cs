using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes the software of a batch's peers: what was said last stays.</summary>
internal static class SqliteClients
{
    private const string Upsert =
        """
        INSERT INTO peer_client (ip, port, client, version, at) VALUES ($0, $1, $2, $3, $4)
        ON CONFLICT (ip, port) DO UPDATE SET client = excluded.client, version = excluded.version, at = excluded.at WHERE excluded.at >= peer_client.at
        """;

    /// <summary>Inside the caller's transaction.</summary>
    public static void Insert(SqliteConnection connection, LogBatch batch)
    {
        if (batch.Clients.Count == 0) return;
        using var upsert = new SqliteStatement(connection, Upsert);
        foreach (var (peer, client, at) in batch.Clients)
            upsert.Execute(peer.Address.GetAddressBytes(), peer.Port, StoredText.Clean(client?.Name), StoredText.Clean(client?.Version), SqliteTime.ToMicroseconds(at));
    }
}
