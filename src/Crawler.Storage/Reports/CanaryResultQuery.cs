using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>Judges the answers to canaries. There are few: some a tracker and campaign, so they are read one by one.</summary>
internal static class CanaryResultQuery
{
    /// <summary>Every tracker a canary was announced to, by host name.</summary>
    public static async Task<IReadOnlyList<CanaryResult>> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var results = await ByTrackerAsync(db, cancellation);
        var trackers = await db.Trackers.OrderBy(row => row.Host).ThenBy(row => row.Port).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. from tracker in trackers where results.ContainsKey(tracker.Id) select results[tracker.Id] with { Tracker = tracker.Shown() }];
    }

    /// <summary>Ids of the trackers that were caught making peers up: what they claim says nothing of any swarm.</summary>
    public static async Task<HashSet<int>> FabricatorsAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        [.. (await ByTrackerAsync(db, cancellation)).Where(result => result.Value.Fabricates).Select(result => result.Key)];

    private static async Task<Dictionary<int, CanaryResult>> ByTrackerAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var announces =
            from torrent in db.Torrents
            where torrent.IsCanary
            from row in db.Announces.Where(row => row.TorrentId == torrent.Id)
            where row.Kind == AttemptKind.Announce
            select row;
        var ourselves = await OurselvesAsync(announces, cancellation);
        var results = new Dictionary<int, CanaryResult>();
        await foreach (var row in announces.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var known = results.GetValueOrDefault(row.TrackerId) ?? new CanaryResult { Tracker = "" };
            results[row.TrackerId] = Add(known, row, ourselves);
        }

        return results;
    }

    private static CanaryResult Add(CanaryResult result, AnnounceRow row, Ourselves ourselves)
    {
        if (row.Outcome == AttemptOutcome.Refused) return result with { Refused = result.Refused + 1, LastAt = Later(result.LastAt, row.At) };
        if (row.Outcome != AttemptOutcome.Ok) return result;
        var claimed = row.Complete is null && row.Incomplete is null ? (long?)null : (row.Complete ?? 0) + (row.Incomplete ?? 0);
        return result with
        {
            Answered = result.Answered + 1,
            WithPeers = result.WithPeers + (NamesOthers(row, ourselves) ? 1 : 0),
            WithClaims = result.WithClaims + (row.Complete > 0 || row.Incomplete > ourselves.In(row.TorrentId) ? 1 : 0),
            MostClaimed = claimed is null || result.MostClaimed > claimed ? result.MostClaimed : claimed,
            LastAt = Later(result.LastAt, row.At),
        };
    }

    private static bool NamesOthers(AnnounceRow row, Ourselves ourselves)
    {
        PeerEndpoint? own = row.OwnIp is null ? null : PeerEndpoint.From(row.OwnIp, row.OwnPort ?? 0);
        return StoredPeers.From(row.Addresses, row.BogonMarks, row.Address, own).Counted(row.PeersV4, row.PeersV6).Any(peer => !ourselves.Has(peer));
    }

    /// <summary>
    /// What we looked like in any canary announce. A tracker remembers the sessions we had before, at other ports and at
    /// the addresses other trackers told us; behind a NAT that no tracker told us the address of, only our port is known.
    /// </summary>
    private static async Task<Ourselves> OurselvesAsync(IQueryable<AnnounceRow> announces, CancellationToken cancellation)
    {
        var seen = await announces.Select(row => new { row.TorrentId, row.OwnIp, row.OwnPort, row.ExternalAddress }).Distinct().ToListAsync(cancellation);
        return new Ourselves(
            [.. seen.SelectMany(own => new[] { own.OwnIp, own.ExternalAddress }).OfType<IPAddress>().Select(ip => PeerEndpoint.From(ip, 0))],
            [.. seen.Select(own => own.OwnPort).OfType<int>()],
            seen.Select(own => (own.TorrentId, own.OwnIp, own.OwnPort)).Distinct().GroupBy(own => own.TorrentId).ToDictionary(own => own.Key, own => own.Count()));
    }

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;

    /// <summary>Our addresses, as endpoints without port, our ports, and in how many places we were in each canary's swarm.</summary>
    private sealed record Ourselves(HashSet<PeerEndpoint> Addresses, HashSet<int> Ports, Dictionary<int, int> Places)
    {
        public int In(int torrentId) => Math.Max(1, Places.GetValueOrDefault(torrentId));

        public bool Has(PeerEndpoint peer) => Ports.Contains(peer.Port) || Addresses.Contains(PeerEndpoint.From(peer.Address, 0));
    }
}
