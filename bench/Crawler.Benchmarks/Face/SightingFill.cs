using Crawler.Benchmarks.Ingest;
using Crawler.Protocol;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Benchmarks.Face;

/// <summary>Fills the aggregate: every peer as its torrent's large tracker named it, every second one by another too.</summary>
internal static class SightingFill
{
    public static async Task RunAsync(NpgsqlConnection connection, FaceWorld world)
    {
        await connection.RunAsync("ALTER TABLE sighting DROP CONSTRAINT pk_sighting");
        var compact = new byte[PeerEndpoint.CompactLengthV4];
        await connection.CopyAsync(
            "sighting (torrent_id, tracker_id, port, times_seen, first_seen, last_seen, family, ip)", Sightings(world), (copy, sighting) =>
            {
                var (torrent, place, peer) = sighting;
                ZipfSwarms.WriteMember(torrent, peer, compact);
                var bits = FaceWorld.Of(torrent, 100 + peer);
                // Newcomers all month; whoever comes stays for up to two days.
                var first = world.Start.AddSeconds(bits % (FaceWorld.Days * 86_400)).UtcDateTime;
                var last = first.AddSeconds((bits >> 32) % 172_800);
                copy.Write(torrent, NpgsqlDbType.Integer);
                copy.Write(world.TrackerOf(torrent, place), NpgsqlDbType.Integer);
                copy.Write((compact[4] << 8) | compact[5], NpgsqlDbType.Integer);
                copy.Write(1 + (int)(bits % 40), NpgsqlDbType.Integer);
                copy.Write(first, NpgsqlDbType.TimestampTz);
                copy.Write(last < world.End ? last : world.End.UtcDateTime, NpgsqlDbType.TimestampTz);
                copy.Write(FaceWorld.FamilyOf(torrent, place), NpgsqlDbType.Smallint);
                copy.Write(ZipfSwarms.AddressOf(compact), NpgsqlDbType.Inet);
            });
        await connection.RunAsync("ALTER TABLE sighting ADD CONSTRAINT pk_sighting PRIMARY KEY (torrent_id, tracker_id, family, ip, port)");
    }

    private static IEnumerable<(int Torrent, int Place, int Peer)> Sightings(FaceWorld world)
    {
        for (var torrent = 1; torrent <= world.Torrents; torrent++)
        {
            for (var peer = 0; peer < FaceWorld.PeersOf(torrent); peer++)
            {
                yield return (torrent, 0, peer);
                if (peer % 2 == 1) yield return (torrent, 1 + (peer / 2 % (FaceWorld.PerTorrent - 1)), peer);
            }
        }
    }
}
