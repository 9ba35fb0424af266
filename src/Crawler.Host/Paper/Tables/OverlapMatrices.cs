using Crawler.Host.Formatting;
using Crawler.Plots;
using Crawler.Statistics.Overlap;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Paper.Tables;

/// <summary>Trackers against trackers: the share of a row's torrents or peers that a column has too.</summary>
internal static class OverlapMatrices
{
    /// <summary>More columns no page holds.</summary>
    private const int Most = 12;

    /// <summary>One of torrents, one of peers.</summary>
    public static IEnumerable<PaperTable> Of(TrackerOverlap overlap)
    {
        var sizes = SetOverlap.Sizes(overlap.Torrents);
        var torrents = SetOverlap.Of(overlap.Torrents);
        yield return Matrix(
            "torrent_containment", "Containment of trackers' torrents", "Share of the row's torrents of which the column named a peer too.",
            overlap.Names, sizes, "torrents", pair => torrents.TryGetValue(pair, out var both) ? (both.FirstInSecond, both.SecondInFirst) : (0, 0));
        var lists = overlap.Peers.Lists.ToDictionary(list => list.Key, list => list.Value.Seen);
        yield return Matrix(
            "peer_containment", "Containment of trackers' peers",
            "Share of the row's peers that the column lists too, over swarms both named peers of, corrected for the share of each list that was seen; where none is known, the share of peers named, which understates it.",
            overlap.Names, lists, "peers", pair => overlap.Peers.Pairs.TryGetValue(pair, out var both)
                ? (both.FirstInSecond ?? Naive(both.Common, lists, pair.First), both.SecondInFirst ?? Naive(both.Common, lists, pair.Second))
                : (0, 0));
    }

    private static double? Naive(long common, Dictionary<int, long> lists, int of) => lists.GetValueOrDefault(of) is > 0 and var all ? (double)common / all : null;

    private static PaperTable Matrix(
        string id, string caption, string method, IReadOnlyDictionary<int, string> names, IReadOnlyDictionary<int, long> sizes, string what, Func<ListPair, (double? First, double? Second)> shares)
    {
        int[] trackers = [.. sizes.OrderByDescending(size => size.Value).ThenBy(size => size.Key).Take(Most).Select(size => size.Key)];
        double? Share(int row, int column)
        {
            var (one, other) = (trackers[row], trackers[column]);
            if (one == other) return 1;
            var pair = ListPair.Of(one, other);
            return pair.First == one ? shares(pair).First : shares(pair).Second;
        }

        var sheet = new Sheet(id, caption, [
            new("number", "#"), new("tracker", "TRACKER", Widest: 40), new(what, what.ToUpperInvariant()),
            .. trackers.Select((_, i) => new SheetColumn($"in_{i + 1}", $"{i + 1}", "0.000"))])
        {
            Note = sizes.Count > Most ? $"the {Most} largest of {sizes.Count} trackers" : null,
        };
        for (var row = 0; row < trackers.Length; row++)
            sheet.Add([row + 1, names[trackers[row]], sizes[trackers[row]], .. Enumerable.Range(0, trackers.Length).Select(column => (object?)Share(row, column))]);
        return new PaperTable(id, caption, "share, 0 to 1", method, sheet)
        {
            Sample = new PaperSample(sizes.Count, "trackers"),
            Missing = "no reply of this campaign named a peer",
            Plot = trackers.Length < 2 ? null : () => HeatMap.Draw(caption, [.. trackers.Select(tracker => names[tracker])], Share, PlotTheme.Light),
        };
    }
}
