using Crawler.Storage.Log;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes where a batch's peers are. Known ones are passed over: what was found out first stays.</summary>
internal static class SqliteOrigins
{
    /// <summary>Inside the caller's transaction.</summary>
    public static void Insert(SqliteConnection connection, LogBatch batch)
    {
        if (batch.Origins.Count == 0) return;
        using var systems = new SqliteStatement(connection, "INSERT OR IGNORE INTO autonomous_system (asn, name) VALUES ($0, $1)");
        using var origins = new SqliteStatement(connection, "INSERT OR IGNORE INTO address_origin (ip, country, asn) VALUES ($0, $1, $2)");
        foreach (var origin in batch.Origins)
        {
            if (origin is { Asn: not null, AsName: not null }) systems.Execute(origin.Asn, StoredText.Clean(origin.AsName));
            origins.Execute(origin.Ip.GetAddressBytes(), StoredText.Clean(origin.Country), origin.Asn);
        }
    }
}
