using System.Globalization;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Counts the addresses seen by what was found out of them.</summary>
internal static class SwarmCompositionQuery
{
    /// <summary>All of it.</summary>
    public static async Task<SwarmComposition> ReadAsync(StatsReader reader)
    {
        var (v4, v6) = (0L, 0L);
        await foreach (var row in reader.RowsAsync($"SELECT {reader.Dialect.IsV6("ip")} AS v6, count(*) FROM (SELECT DISTINCT ip FROM sighting WHERE {reader.Sightings}) AS seen GROUP BY 1"))
        {
            if (row.GetInt64(0) == 0) v4 = row.GetInt64(1);
            else v6 = row.GetInt64(1);
        }

        var (returned, bogons) = (0L, 0L);
        var named =
            $"""
            SELECT CAST(coalesce(sum(coalesce(length(peers_v4), 0) / 6 + coalesce(length(peers_v6), 0) / 18), 0) AS bigint), CAST(coalesce(sum(bogons), 0) AS bigint)
            FROM announce WHERE {reader.Attempts} AND peers_v4 IS NOT NULL
            """;
        await foreach (var row in reader.RowsAsync(named)) (returned, bogons) = (row.GetInt64(0), row.GetInt64(1));

        var (peers, withId, clients) = await ClientsAsync(reader);
        return new SwarmComposition(v4, v6, returned, bogons, await SharesAsync(reader, "o.country", "NULL"), await SharesAsync(reader, "o.asn", "max(a.name)"))
        {
            Peers = peers,
            PeersWithId = withId,
            Clients = clients,
        };
    }

    private static async Task<(long Peers, long WithId, IReadOnlyList<ClientShare> Clients)> ClientsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT CASE WHEN c.port IS NULL THEN 0 ELSE 1 END, c.client, c.version, count(*)
            FROM (SELECT DISTINCT ip, port FROM sighting WHERE {reader.Sightings}) AS seen LEFT JOIN peer_client c ON c.ip = seen.ip AND c.port = seen.port
            GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2, 3
            """;
        var (peers, withId) = (0L, 0L);
        var clients = new List<ClientShare>();
        await foreach (var row in reader.RowsAsync(sql))
        {
            var count = row.GetInt64(3);
            peers += count;
            if (row.GetInt64(0) != 0) withId += count;
            if (!row.IsDBNull(1)) clients.Add(new ClientShare(row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), count));
        }

        return (peers, withId, clients);
    }

    private static async Task<IReadOnlyList<OriginShare>> SharesAsync(StatsReader reader, string origin, string name)
    {
        var sql =
            $"""
            SELECT CAST({origin} AS text), CAST({name} AS text), count(*)
            FROM (SELECT DISTINCT ip FROM sighting WHERE {reader.Sightings}) AS seen
            JOIN address_origin o ON o.ip = seen.ip LEFT JOIN autonomous_system a ON a.asn = o.asn
            WHERE {origin} IS NOT NULL
            GROUP BY {origin} ORDER BY 3 DESC, 1
            """;
        var shares = new List<OriginShare>();
        await foreach (var row in reader.RowsAsync(sql))
        {
            var text = row.GetString(0);
            shares.Add(new OriginShare(long.TryParse(text, CultureInfo.InvariantCulture, out _) ? $"AS{text}" : text, row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2)));
        }

        return shares;
    }
}
