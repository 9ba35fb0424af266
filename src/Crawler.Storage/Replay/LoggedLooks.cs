using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Statistics.Occasions;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Replay;

/// <summary>
/// Reads what of one swarm's log its estimates were made of, in the order in which each writer counted it. One row at a time, so
/// that a swarm of years takes no more memory than one of a day.
/// </summary>
internal static class LoggedLooks
{
    /// <summary>Shows every look of a campaign at a swarm.</summary>
    /// <returns>How many.</returns>
    public static async Task<long> VisitAsync(CrawlerDbContext db, int campaignId, InfoHash infoHash, Action<LoggedLook> visit, CancellationToken cancellation)
    {
        var trackers = new Dictionary<int, TrackerUrl>();
        var count = 0L;
        var rows =
            from torrent in db.Torrents
            where torrent.InfoHash.Equals(infoHash)
            from row in db.Announces.Where(row => row.TorrentId == torrent.Id)
            where row.CampaignId == campaignId && row.SwarmSince != null && row.PeersV4 != null && row.Kind == AttemptKind.Announce
            orderby row.WriterId, row.Sequence, row.Ordinal
            select row;
        foreach (var tracker in await TrackersAsync(db, infoHash, cancellation)) trackers[tracker.Id] = TrackerUrl.Parse(tracker.Shown());
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!trackers.TryGetValue(row.TrackerId, out var tracker)) continue;
            visit(Look(row, infoHash, tracker));
            count++;
        }

        return count;
    }

    private static async Task<List<TrackerRow>> TrackersAsync(CrawlerDbContext db, InfoHash infoHash, CancellationToken cancellation)
    {
        var ids =
            from torrent in db.Torrents
            where torrent.InfoHash.Equals(infoHash)
            from row in db.Announces.Where(row => row.TorrentId == torrent.Id)
            select row.TrackerId;
        return await db.Trackers.Where(tracker => ids.Contains(tracker.Id)).ToListAsync(cancellation);
    }

    private static LoggedLook Look(AnnounceRow row, InfoHash infoHash, TrackerUrl tracker) => new(
        row.WriterId,
        row.TrackerId,
        new Attempt
        {
            Kind = row.Kind,
            InfoHash = infoHash,
            Tracker = tracker,
            At = row.At,
            Family = row.Family,
            Address = row.Address,
            Event = row.Event ?? default,
            NumWant = row.NumWant ?? AnnounceRequest.DefaultNumWant,
            OwnEndpoint = row is { OwnIp: { } ip, OwnPort: { } port } ? PeerEndpoint.From(ip, port) : null,
            Stage = row.Stage,
            Outcome = row.Outcome,
            Reply = new AnnounceReply
            {
                Peers = new PeerList(row.PeersV4 ?? [], row.PeersV6 ?? []),
                Complete = row.Complete,
                Incomplete = row.Incomplete,
                Oddities = row.Oddities ?? default,
            },
        },
        StoredPeers.MarksOf(row.Addresses, row.BogonMarks),
        new SwarmLook(row.SwarmSince!.Value, row.SwarmWindow!.Value, row.LargestReply!.Value, row.Fabricates!.Value));
}
