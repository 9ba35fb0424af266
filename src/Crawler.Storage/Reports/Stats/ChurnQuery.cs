using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Survival;
using Crawler.Storage.Log;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Streams all replies, swarm by swarm and tracker by tracker in the order of time, along the log's index. Only the peers not
/// yet gone of one of them are in memory.
/// </summary>
internal static class ChurnQuery
{
    /// <summary>Sessions and arrivals.</summary>
    public static async Task<Churn> ReadAsync(StatsReader reader)
    {
        var sizes = new Dictionary<(int, int, short), double>();
        await foreach (var estimate in LatestEstimate.ReadAsync(reader))
        {
            if (estimate is { Kind: EstimateKind.Snapshot, TrackerId: { } tracker, DetectionShare: not null, Size: { } size })
                sizes[(estimate.TorrentId, tracker, estimate.Family)] = size;
        }

        var (lengths, gaps) = (new SurvivalTally(), new ArrivalGaps());
        var (before, replies, unsized) = (0L, 0L, 0L);
        SessionWatch<PeerEndpoint>? watch = null;
        (int, int, short) at = default;

        void Close()
        {
            if (watch is null) return;
            watch.End();
            before += watch.BegunBefore;
            gaps.Restart();
        }

        var sql =
            $"""
            SELECT torrent_id, tracker_id, family, {reader.Dialect.Microseconds("at")}, complete, incomplete,
                {reader.Dialect.Bytes("address")}, {reader.Dialect.Bytes("own_ip")}, own_port, peers_v4, peers_v6, addresses, bogon_marks
            FROM announce
            WHERE kind = {(int)AttemptKind.Announce} AND outcome = {(int)AttemptOutcome.Ok} AND peers_v4 IS NOT NULL AND {reader.Attempts}
            ORDER BY torrent_id, tracker_id, family, at, writer_id, sequence, ordinal
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var next = (row.GetInt32(0), row.GetInt32(1), row.GetInt16(2));
            if (watch is null || next != at)
            {
                Close();
                (watch, at) = (new SessionWatch<PeerEndpoint>(lengths, gaps), next);
            }

            double? claimed = row.Long(4) is null && row.Long(5) is null ? null : (row.Long(4) ?? 0) + (row.Long(5) ?? 0);
            var size = sizes.TryGetValue(next, out var estimated) ? estimated : claimed;
            replies++;
            if (size is null) unsized++;
            var own = row.Bytes(7) is { } ip ? PeerEndpoint.From(new IPAddress(ip), row.GetInt32(8)) : (PeerEndpoint?)null;
            var counted = StoredPeers.From((AddressForm)row.GetInt16(11), row.Bytes(12), row.Bytes(6) is { } address ? new IPAddress(address) : null, own);
            watch.Add(DateTimeOffset.UnixEpoch.AddMicroseconds(row.GetInt64(3)), [.. counted.Counted(row.Bytes(9), row.Bytes(10))], size);
        }

        Close();
        return new Churn(KaplanMeier.Estimate(lengths), before, gaps, replies, unsized);
    }
}
