using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Targets;

/// <summary>Prepares targets for bulk registration.</summary>
internal static class TargetRows
{
    private const int PageSize = 1000;

    /// <summary>
    /// Pages of distinct targets in the order given, sorted by infohash within a page (nodes that register the same
    /// lock in the same order). Of several with one infohash the last counts and keeps the trackers of all.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Target>> Pages(IReadOnlyCollection<Target> targets)
    {
        var distinct = new Dictionary<InfoHash, Target>(targets.Count);
        foreach (var target in targets)
            distinct[target.InfoHash] = distinct.TryGetValue(target.InfoHash, out var known) ? Join(known, target) : target;
        foreach (var page in distinct.Values.Chunk(PageSize))
            yield return [.. page.OrderBy(target => target.InfoHash)];
    }

    /// <summary>The rows of <c>torrent_tracker</c> a page asks for, in key order. Of a URL that repeats the first place counts.</summary>
    public static TargetLink[] Links(
        IEnumerable<Target> page, IReadOnlyDictionary<InfoHash, int> torrents, IReadOnlyDictionary<TrackerUrl, int> trackers) =>
    [
        .. from target in page
           from tracker in target.Trackers.DistinctBy(tracker => tracker.Tracker)
           let link = new TargetLink(torrents[target.InfoHash], trackers[tracker.Tracker], tracker.Tier, tracker.Position)
           orderby link.TorrentId, link.TrackerId
           select link,
    ];

    private static Target Join(Target known, Target later) => later with
    {
        Name = later.Name ?? known.Name,
        Source = later.Source ?? known.Source,
        V2Hash = later.V2Hash ?? known.V2Hash,
        Size = later.Size ?? known.Size,
        Trackers = [.. later.Trackers, .. known.Trackers],
    };
}

/// <summary>A torrent on a tracker, as registered.</summary>
internal sealed record TargetLink(int TorrentId, int TrackerId, int Tier, int Position);
