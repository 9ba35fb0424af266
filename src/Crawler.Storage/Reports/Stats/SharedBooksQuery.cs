using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Overlap;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Trackers that share their books: each is told another port of ours for a canary, so one that lists us under the port
/// that another was told has read it there.
/// </summary>
internal static class SharedBooksQuery
{
    /// <summary>Pairs of tracker ids.</summary>
    public static async Task<HashSet<ListPair>> ReadAsync(StatsReader reader)
    {
        var answers =
            from torrent in reader.Db.Torrents
            where torrent.IsCanary
            from row in reader.Db.Announces.Where(row => row.TorrentId == torrent.Id)
            where row.Kind == AttemptKind.Announce && row.Outcome == AttemptOutcome.Ok && row.OwnIp != null && row.PeersV4 != null
            select row;
        var rows = await answers.ToListAsync(reader.Cancellation);
        var pairs = new HashSet<ListPair>();
        foreach (var canary in rows.GroupBy(row => row.TorrentId))
        {
            // A port told to several trackers tells nothing.
            var told = canary.GroupBy(row => PeerEndpoint.From(row.OwnIp!, row.OwnPort ?? 0))
                .Where(own => own.Select(row => row.TrackerId).Distinct().Count() == 1)
                .ToDictionary(own => own.Key, own => own.First().TrackerId);
            foreach (var row in canary)
            {
                foreach (var peer in Peers(row))
                    if (told.TryGetValue(peer, out var other) && other != row.TrackerId) pairs.Add(ListPair.Of(row.TrackerId, other));
            }
        }

        return pairs;
    }

    private static IEnumerable<PeerEndpoint> Peers(AnnounceRow row) =>
        (row.PeersV4 ?? []).Chunk(PeerEndpoint.CompactLengthV4).Select(peer => PeerEndpoint.FromCompactV4(peer))
            .Concat((row.PeersV6 ?? []).Chunk(PeerEndpoint.CompactLengthV6).Select(peer => PeerEndpoint.FromCompactV6(peer)));
}
