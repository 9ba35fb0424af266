using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Writes where a batch's peers are. Known ones are passed over: what was found out first stays.</summary>
internal static class PostgresOrigins
{
    private const string Systems = "INSERT INTO autonomous_system (asn, name) SELECT * FROM unnest($1::bigint[], $2::text[]) ORDER BY 1 ON CONFLICT DO NOTHING";

    private const string Origins =
        """
        INSERT INTO address_origin (ip, country, asn)
        SELECT * FROM unnest($1::inet[], $2::text[], $3::bigint[]) ORDER BY 1 ON CONFLICT DO NOTHING
        """;

    /// <summary>Inside the caller's transaction. In order of the key, so that two writers never wait for each other crosswise.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, LogBatch batch, CancellationToken cancellation)
    {
        if (batch.Origins.Count == 0) return;
        var systems = batch.Origins.Where(origin => origin is { Asn: not null, AsName: not null }).DistinctBy(origin => origin.Asn).ToList();
        if (systems.Count > 0)
            await connection.ExecuteAsync(Systems, [systems.Select(origin => origin.Asn!.Value).ToArray(), systems.Select(origin => StoredText.Clean(origin.AsName)!).ToArray()], cancellation);
        await connection.ExecuteAsync(
            Origins,
            [batch.Origins.Select(origin => origin.Ip).ToArray(), batch.Origins.Select(origin => StoredText.Clean(origin.Country)).ToArray(), batch.Origins.Select(origin => origin.Asn).ToArray()],
            cancellation);
    }
}
