using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes what was found out of a batch's peers. Known ones are passed over: what was found out first stays.</summary>
internal static class SqliteComposition
{
    /// <summary>Inside the caller's transaction.</summary>
    public static void Upsert(SqliteConnection connection, LogBatch batch)
    {
        using var systems = new SqliteStatement(connection, "INSERT OR IGNORE INTO autonomous_system (asn, name) VALUES ($0, $1)");
        using var origins = new SqliteStatement(connection, "INSERT OR IGNORE INTO address_origin (ip, country, asn) VALUES ($0, $1, $2)");
        foreach (var origin in batch.Origins)
        {
            if (origin is { Asn: not null, AsName: not null }) systems.Execute(origin.Asn, StoredText.Clean(origin.AsName));
            origins.Execute(origin.Ip.GetAddressBytes(), StoredText.Clean(origin.Country), origin.Asn);
        }

        using var clients = new SqliteStatement(connection,
            "INSERT INTO peer_client (ip, port, client) VALUES ($0, $1, $2) ON CONFLICT (ip, port) DO UPDATE SET client = excluded.client");
        foreach (var client in batch.Clients)
            clients.Execute(client.Peer.Address.GetAddressBytes(), (int)client.Peer.Port, StoredText.Clean(client.Client));
    }
}
