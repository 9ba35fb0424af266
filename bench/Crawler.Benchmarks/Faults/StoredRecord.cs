using System.Net;
using Crawler.Benchmarks.Stub;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Npgsql;

namespace Crawler.Benchmarks.Faults;

/// <summary>What the store has of a scenario, read in SQL, as a stranger would.</summary>
internal static class StoredRecord
{
    private const string Calls =
        """
        SELECT torrent.infohash, tracker.host, tracker.port, announce.at, announce.event, announce.outcome, announce.incomplete,
            announce.peers_v4, announce.torrent_id, announce.tracker_id, announce.family, announce.address, announce.own_ip, announce.own_port
        FROM announce JOIN torrent ON torrent.id = announce.torrent_id JOIN tracker ON tracker.id = announce.tracker_id
        WHERE announce.kind = 0
        """;

    private const string Sightings = "SELECT torrent_id, tracker_id, family, ip, port, times_seen FROM sighting";

    /// <summary>All announces, and how many rows of the aggregate are not what these make.</summary>
    public static async Task<(IReadOnlyList<LoggedCall> Calls, int AggregateDifferences)> ReadAsync(string store, StubAddresses addresses)
    {
        await using var source = NpgsqlDataSource.Create(store);
        var check = new SightingCheck();
        var calls = await CallsAsync(source, addresses, check);
        return (calls, check.Differences(await SightingsAsync(source)));
    }

    private static async Task<List<LoggedCall>> CallsAsync(NpgsqlDataSource source, StubAddresses addresses, SightingCheck check)
    {
        var calls = new List<LoggedCall>();
        await using var command = source.CreateCommand(Calls);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var peers = row.IsDBNull(7) ? [] : row.GetFieldValue<byte[]>(7);
            PeerEndpoint? own = row.IsDBNull(12) ? null : PeerEndpoint.From(row.GetFieldValue<IPAddress>(12), row.GetInt32(13));
            check.Add(row.GetInt32(8), row.GetInt32(9), row.GetInt16(10), row.IsDBNull(11) ? null : row.GetFieldValue<IPAddress>(11), own, peers);
            calls.Add(new LoggedCall(
                new InfoHash(row.GetFieldValue<byte[]>(0)),
                addresses.IndexOf(row.GetString(1), row.GetInt32(2)),
                Moment.Of(row.GetFieldValue<DateTimeOffset>(3)),
                (AnnounceEvent)row.GetInt16(4),
                row.GetInt16(5) == 0 ? (int)row.GetInt64(6) : null,
                peers.Length / PeerEndpoint.CompactLengthV4,
                Mix.Of(peers)));
        }

        return calls;
    }

    private static async Task<List<(SightingKey, int)>> SightingsAsync(NpgsqlDataSource source)
    {
        var sightings = new List<(SightingKey, int)>();
        await using var command = source.CreateCommand(Sightings);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var peer = PeerEndpoint.From(row.GetFieldValue<IPAddress>(3), row.GetInt32(4));
            sightings.Add((new SightingKey(row.GetInt32(0), row.GetInt32(1), row.GetInt16(2), peer), row.GetInt32(5)));
        }

        return sightings;
    }
}
