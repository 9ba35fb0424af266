using Crawler.Protocol;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads what a tracker answered last: its latest calls, and each one's row in the log as far as that is kept.</summary>
internal static class LastCallQuery
{
    /// <summary>Latest first.</summary>
    public static async Task<IReadOnlyList<LastCall>> ReadAsync(CrawlerDbContext db, int tracker, int most, CancellationToken cancellation)
    {
        var calls = await (
            from call in db.LatestCalls
            where call.TrackerId == tracker
            orderby call.At descending
            select call).Take(most).ToListAsync(cancellation);
        var ids = calls.Select(call => call.TorrentId).ToList();
        var torrents = await db.Torrents.Where(torrent => ids.Contains(torrent.Id)).ToDictionaryAsync(torrent => torrent.Id, cancellation);
        var found = new List<LastCall>(calls.Count);
        foreach (var call in calls)
        {
            var row = await db.Announces.FirstOrDefaultAsync(
                row => row.TorrentId == call.TorrentId && row.TrackerId == call.TrackerId && row.Family == call.Family && row.At == call.At, cancellation);
            found.Add(ToCall(call, row, torrents[call.TorrentId]));
        }

        return found;
    }

    private static LastCall ToCall(LatestCallRow call, AnnounceRow? row, TorrentRow torrent) => new()
    {
        InfoHash = torrent.InfoHash,
        Name = torrent.IsCanary ? null : torrent.Name,
        IsCanary = torrent.IsCanary,
        Family = call.Family.OrNull(),
        At = call.At,
        Kind = row?.Kind,
        Event = row?.Event,
        Outcome = call.Outcome,
        Address = row?.Address?.ToString(),
        RoundTrip = row?.RttUs is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
        HttpStatus = row?.HttpStatus,
        NumWant = row?.NumWant,
        Complete = row?.Complete,
        Incomplete = row?.Incomplete,
        Downloaded = row?.Downloaded,
        Interval = row?.IntervalAsked,
        MinInterval = row?.MinIntervalAsked,
        Peers = row?.PeersV4 is null && row?.PeersV6 is null
            ? null
            : (row.PeersV4?.Length ?? 0) / PeerEndpoint.CompactLengthV4 + (row.PeersV6?.Length ?? 0) / PeerEndpoint.CompactLengthV6,
        Oddities = row?.Oddities,
        Error = row?.Error,
        Warning = row?.Warning,
    };
}
