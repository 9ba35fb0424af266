using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Targets;

/// <summary>Prepares targets for bulk registration.</summary>
internal static class TargetRows
{
    private const int PageSize = 1000;

    /// <summary>
    /// Pages in the order given, sorted by infohash within a page (nodes that register the same lock in the same
    /// order). An infohash stands in a page once, as one statement may not touch a row twice; where it comes again a
    /// new page begins, which adds to what the page before registered.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Target>> Pages(IEnumerable<Target> targets)
    {
        var page = new SortedDictionary<InfoHash, Target>();
        foreach (var target in targets)
        {
            if (page.Count == PageSize || page.ContainsKey(target.InfoHash))
            {
                yield return [.. page.Values];
                page.Clear();
            }

            page.Add(target.InfoHash, target);
        }

        if (page.Count > 0) yield return [.. page.Values];
    }

    /// <summary>Every tracker a page names.</summary>
    public static IEnumerable<TrackerUrl> Urls(IEnumerable<Target> page) => page.SelectMany(target => target.Trackers.Entries).Select(entry => entry.Url);

    /// <summary>The rows of <c>torrent_tracker</c> a page asks for, in key order.</summary>
    public static TargetLink[] Links(
        IEnumerable<Target> page, IReadOnlyDictionary<InfoHash, int> torrents, IReadOnlyDictionary<TrackerUrl, int> trackers) =>
    [
        .. from target in page
           from entry in target.Trackers.Entries
           let link = new TargetLink(torrents[target.InfoHash], trackers[entry.Url], entry.Tier, entry.Position)
           orderby link.TorrentId, link.TrackerId
           select link,
    ];
}

/// <summary>A torrent on a tracker, as registered.</summary>
internal sealed record TargetLink(int TorrentId, int TrackerId, int Tier, int Position);
