using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Merges sightings, distinct and in key order, by <c>unnest … ON CONFLICT</c>.</summary>
internal static class PostgresSightings
{
    private const int RowsAStatement = 20_000;

    /// <summary>Inserts new rows and raises known ones.</summary>
    public static async Task UpsertAsync(NpgsqlConnection connection, Sighting[] rows, CancellationToken cancellation)
    {
        foreach (var part in rows.Chunk(RowsAStatement))
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO sighting AS known (torrent_id, tracker_id, family, ip, port, first_seen, last_seen, times_seen)
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (torrent_id, tracker_id, family, ip, port) DO UPDATE SET
                    first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen),
                    times_seen = known.times_seen + excluded.times_seen
                """,
                [
                    Array.ConvertAll(part, row => row.Key.Session.TorrentId),
                    Array.ConvertAll(part, row => row.Key.Session.TrackerId),
                    Array.ConvertAll(part, row => row.Key.Session.Family.ToNumber()),
                    Array.ConvertAll(part, row => row.Key.Peer.Address),
                    Array.ConvertAll(part, row => row.Key.Peer.Port),
                    Array.ConvertAll(part, row => row.First),
                    Array.ConvertAll(part, row => row.Last),
                    Array.ConvertAll(part, row => row.Times),
                ],
                cancellation);
        }
    }
}
