using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes the estimates of a batch.</summary>
internal static class SqliteEstimates
{
    private const string InsertEstimate =
        """
        INSERT INTO swarm_estimate (
            writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, family, kind, from_at, to_at, method, flags,
            size, low, high, standard_error, occasions, announces, sightings, distinct_peers, seen_once, seen_twice, vmr,
            rho, coverage, fake_share, sampled_share, survival, arrivals, complete, incomplete)
        VALUES (
            $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25, $26, $27, $28, $29, $30)
        """;

    /// <summary>Inside the caller's transaction.</summary>
    public static void Insert(SqliteConnection connection, EstimateRow[] rows)
    {
        using var insert = new SqliteStatement(connection, InsertEstimate);
        foreach (var row in rows) Write(insert, row);
    }

    private static void Write(SqliteStatement insert, EstimateRow row) => insert.Execute(
        row.WriterId,
        row.Sequence,
        row.Ordinal,
        row.CampaignId,
        row.TorrentId,
        row.TrackerId,
        row.Family.ToNumber(),
        (long)row.Kind,
        SqliteTime.ToMicroseconds(row.FromAt),
        SqliteTime.ToMicroseconds(row.ToAt),
        (long)row.Method,
        (long)row.Flags,
        row.Size,
        row.Low,
        row.High,
        row.StandardError,
        row.Occasions,
        row.Announces,
        row.Sightings,
        row.DistinctPeers,
        row.SeenOnce,
        row.SeenTwice,
        row.Vmr,
        row.Rho,
        row.Coverage,
        row.FakeShare,
        row.SampledShare,
        row.Survival,
        row.Arrivals,
        row.Complete,
        row.Incomplete);
}
