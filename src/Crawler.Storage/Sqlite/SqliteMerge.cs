using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>
/// Merges a stretch of one writer's log into the aggregate in one transaction with the watermark's advance. SQLite
/// lets one writer in at a time, so several mergers take turns.
/// </summary>
internal sealed class SqliteMerge(SqliteFile file)
{
    private const string FindBehind =
        """
        SELECT mark.writer_id, mark.sequence, writer.last_sequence
        FROM merge_watermark AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
        WHERE writer.last_sequence > mark.sequence
        ORDER BY writer.last_sequence - mark.sequence DESC, mark.writer_id LIMIT 1
        """;

    /// <summary>The next batch in the log; sequences may have gaps. Failed attempts are read too, as they end it.</summary>
    private const string NextBatch =
        """
        SELECT sequence, torrent_id, tracker_id, family, at, address, own_ip, own_port, peers_v4, peers_v6, addresses, bogon_marks FROM announce
        WHERE writer_id = $0 AND sequence = (
            SELECT min(sequence) FROM announce WHERE writer_id = $0 AND sequence > $1 AND sequence <= $2)
        """;

    private const string UpsertSighting =
        """
        INSERT INTO sighting (torrent_id, tracker_id, family, ip, port, first_seen, last_seen, times_seen)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (torrent_id, tracker_id, family, ip, port) DO UPDATE SET
            first_seen = min(first_seen, excluded.first_seen),
            last_seen = max(last_seen, excluded.last_seen),
            times_seen = times_seen + excluded.times_seen
        """;

    /// <summary>One transaction over at most so many batches; null if nothing is behind.</summary>
    public Task<MergeStep?> StepAsync(int maxBatches, CancellationToken cancellation) => file.WriteAsync(connection =>
    {
        if (Find(connection) is not { } stretch) return null;
        using var next = new SqliteStatement(connection, NextBatch);
        var tally = new SightingTally();
        var (batches, merged) = (0, stretch.From);
        while (merged < stretch.To && batches < maxBatches && tally.Count < MergeBudget.Sightings)
        {
            var batch = AddNext(next, stretch with { From = merged }, tally);
            if (batch is not null) batches++;
            merged = batch ?? stretch.To;
        }

        var sightings = tally.Sorted();
        Upsert(connection, sightings);
        using var advance = new SqliteStatement(connection, "UPDATE merge_watermark SET sequence = $1 WHERE writer_id = $0");
        advance.Execute(stretch.WriterId, merged);
        return new MergeStep(batches, tally.Replies, sightings.Length);
    }, cancellation);

    private static Stretch? Find(SqliteConnection connection)
    {
        using var find = new SqliteStatement(connection, FindBehind);
        using var reader = find.Read();
        return reader.Read() ? new Stretch(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Adds the batch after <see cref="Stretch.From"/>; returns its sequence, or null if there is none.</summary>
    private static long? AddNext(SqliteStatement next, Stretch stretch, SightingTally tally)
    {
        using var reader = next.Read(stretch.WriterId, stretch.From, stretch.To);
        long? sequence = null;
        while (reader.Read())
        {
            sequence = reader.GetInt64(0);
            if (reader.IsDBNull(8)) continue;
            PeerEndpoint? own = reader.IsDBNull(6) ? null : PeerEndpoint.From(Address(reader, 6), reader.GetInt32(7));
            tally.Add(
                new SessionKey(reader.GetInt32(1), reader.GetInt32(2), FamilyNumber.ToFamily(reader.GetInt16(3))),
                SqliteTime.FromMicroseconds(reader.GetInt64(4)),
                StoredPeers.From(
                    (AddressForm)reader.GetInt16(10),
                    reader.IsDBNull(11) ? null : reader.GetFieldValue<byte[]>(11),
                    reader.IsDBNull(5) ? null : Address(reader, 5),
                    own),
                reader.GetFieldValue<byte[]>(8),
                reader.GetFieldValue<byte[]>(9));
        }

        return sequence;
    }

    private static IPAddress Address(SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column));

    private static void Upsert(SqliteConnection connection, Sighting[] sightings)
    {
        using var upsert = new SqliteStatement(connection, UpsertSighting);
        foreach (var sighting in sightings)
        {
            var ((torrentId, trackerId, family), peer) = sighting.Key;
            var ip = new byte[peer.IsV6 ? 16 : 4];
            peer.WriteAddress(ip);
            upsert.Execute(
                torrentId, trackerId, family.ToNumber(), ip, peer.Port,
                SqliteTime.ToMicroseconds(sighting.First), SqliteTime.ToMicroseconds(sighting.Last), sighting.Times);
        }
    }
}
