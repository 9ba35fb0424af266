using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Writes what was found out of a batch's peers. Known ones are passed over: what was found out first stays.</summary>
internal static class PostgresComposition
{
    private const string Systems =
        """
        INSERT INTO autonomous_system (asn, name) SELECT * FROM unnest($1::bigint[], $2::text[]) ORDER BY 1 ON CONFLICT DO NOTHING
        """;

    private const string Origins =
        """
        INSERT INTO address_origin (ip, country, asn)
        SELECT * FROM unnest($1::inet[], $2::text[], $3::bigint[]) ORDER BY 1 ON CONFLICT DO NOTHING
        """;

    private const string Clients =
        """
        INSERT INTO peer_client (ip, port, client) SELECT * FROM unnest($1::inet[], $2::int[], $3::text[]) ORDER BY 1, 2
        ON CONFLICT (ip, port) DO UPDATE SET client = excluded.client WHERE peer_client.client <> excluded.client
        """;

    /// <summary>Inside the caller's transaction. In order of the key, so that two writers never wait for each other crosswise.</summary>
    public static async Task UpsertAsync(NpgsqlConnection connection, LogBatch batch, CancellationToken cancellation)
    {
        var systems = batch.Origins.Where(origin => origin is { Asn: not null, AsName: not null }).DistinctBy(origin => origin.Asn).ToList();
        if (systems.Count > 0)
            await connection.ExecuteAsync(Systems, [systems.Select(s => s.Asn!.Value).ToArray(), systems.Select(s => StoredText.Clean(s.AsName)!).ToArray()], cancellation);

        if (batch.Origins.Count > 0)
        {
            await connection.ExecuteAsync(Origins,
                [batch.Origins.Select(o => o.Ip).ToArray(), batch.Origins.Select(o => StoredText.Clean(o.Country)).ToArray(), batch.Origins.Select(o => o.Asn).ToArray()],
                cancellation);
        }

        var clients = batch.Clients.DistinctBy(client => client.Peer).ToList();
        if (clients.Count > 0)
        {
            await connection.ExecuteAsync(Clients,
                [clients.Select(c => c.Peer.Address).ToArray(), clients.Select(c => (int)c.Peer.Port).ToArray(), clients.Select(c => StoredText.Clean(c.Client)!).ToArray()],
                cancellation);
        }
    }
}
