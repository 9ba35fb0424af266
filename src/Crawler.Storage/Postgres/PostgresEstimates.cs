using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>Writes the estimates of a batch.</summary>
internal static class PostgresEstimates
{
    private const string Copy =
        """
        COPY swarm_estimate (
            writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, family, kind, from_at, to_at, method, flags,
            size, low, high, standard_error, occasions, announces, sightings, distinct_peers, seen_once, seen_twice, vmr,
            rho, coverage, fake_share, sampled_share, survival, arrivals, complete, incomplete)
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>Inside the caller's transaction. Most batches have none: then the server is not asked.</summary>
    public static Task InsertAsync(NpgsqlConnection connection, EstimateRow[] rows, CancellationToken cancellation) =>
        rows.Length == 0 ? Task.CompletedTask : connection.CopyAsync(Copy, rows, Write, cancellation);

    private static void Write(NpgsqlBinaryImporter copy, EstimateRow row)
    {
        copy.Write(row.WriterId, NpgsqlDbType.Integer);
        copy.Write(row.Sequence, NpgsqlDbType.Bigint);
        copy.Write(row.Ordinal, NpgsqlDbType.Integer);
        copy.Write(row.CampaignId, NpgsqlDbType.Integer);
        copy.Write(row.TorrentId, NpgsqlDbType.Integer);
        copy.WriteValue(row.TrackerId, NpgsqlDbType.Integer);
        copy.Write(row.Family.ToNumber(), NpgsqlDbType.Smallint);
        copy.Write((short)row.Kind, NpgsqlDbType.Smallint);
        copy.Write(row.FromAt, NpgsqlDbType.TimestampTz);
        copy.Write(row.ToAt, NpgsqlDbType.TimestampTz);
        copy.Write((short)row.Method, NpgsqlDbType.Smallint);
        copy.Write((int)row.Flags, NpgsqlDbType.Integer);
        copy.WriteValue(row.Size, NpgsqlDbType.Double);
        copy.Write(row.Low, NpgsqlDbType.Double);
        copy.WriteValue(row.High, NpgsqlDbType.Double);
        copy.WriteValue(row.StandardError, NpgsqlDbType.Double);
        copy.Write(row.Occasions, NpgsqlDbType.Integer);
        copy.Write(row.Announces, NpgsqlDbType.Integer);
        copy.Write(row.Sightings, NpgsqlDbType.Bigint);
        copy.Write(row.DistinctPeers, NpgsqlDbType.Bigint);
        copy.Write(row.SeenOnce, NpgsqlDbType.Bigint);
        copy.Write(row.SeenTwice, NpgsqlDbType.Bigint);
        copy.WriteValue(row.Vmr, NpgsqlDbType.Double);
        copy.WriteValue(row.Rho, NpgsqlDbType.Double);
        copy.WriteValue(row.Coverage, NpgsqlDbType.Double);
        copy.WriteValue(row.FakeShare, NpgsqlDbType.Double);
        copy.Write(row.SampledShare, NpgsqlDbType.Double);
        copy.WriteValue(row.Survival, NpgsqlDbType.Double);
        copy.WriteValue(row.Arrivals, NpgsqlDbType.Double);
        copy.WriteValue(row.Complete, NpgsqlDbType.Bigint);
        copy.WriteValue(row.Incomplete, NpgsqlDbType.Bigint);
    }
}
