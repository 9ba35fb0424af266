using Crawler.Host.Terminal;
using Crawler.Plots;
using Crawler.Protocol;
using Crawler.Statistics.Overlap;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;
using Crawler.Web.Boards;
using Crawler.Web.Charts;
using Crawler.Web.Timeframes;

namespace Crawler.Host.Plots;

/// <summary>Draws what a report is asked to draw, as pages do.</summary>
internal static class ReportPlot
{
    /// <summary>Draws it.</summary>
    /// <param name="store">What of; rolled up and merged.</param>
    /// <param name="kind">What; null for what fits.</param>
    /// <param name="only">The torrents named; null for none.</param>
    /// <param name="tracker">The tracker named, by number or by part of its URL; null for none.</param>
    /// <param name="frame">The stretch of time.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UserException">That cannot be drawn.</exception>
    public static Task<Drawing> DrawAsync(
        ICrawlStore store, PlotKind? kind, IReadOnlyCollection<InfoHash>? only, string? tracker, Timeframe frame, PlotTheme theme, CancellationToken cancellation) =>
        (kind ?? (tracker is not null ? PlotKind.Uptime : only is null ? PlotKind.Distribution : PlotKind.Size)) switch
        {
            PlotKind.Size => TorrentCharts.SizeAsync(store.Views, One(only), frame, theme, cancellation),
            PlotKind.Distribution => StoreCharts.DistributionAsync(store.Views, theme, cancellation),
            PlotKind.Overlap when only is null => OverallAsync(store, frame, theme, cancellation),
            PlotKind.Overlap => TorrentCharts.OverlapAsync(store.Views, One(only), frame, theme, cancellation),
            _ => UptimeAsync(store.Views, tracker, frame, theme, cancellation),
        };

    private static InfoHash One(IReadOnlyCollection<InfoHash>? only) => only is { Count: 1 } ? only.First()
        : throw new UserException(only is null ? "name the torrent to draw" : "name one torrent: a chart shows the life of one");

    private static async Task<Drawing> UptimeAsync(ICrawlViews views, string? tracker, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        if (tracker is null) throw new UserException("name the tracker to draw with --tracker");
        var all = await views.TrackersAsync(frame.Window.To, cancellation);
        var found = all.Where(one => int.TryParse(tracker, out var number) ? one.Id == number : one.Url.Contains(tracker, StringComparison.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var one] => await TrackerCharts.UptimeAsync(views, new BoardTracker(one, null, [], []), frame, theme, cancellation),
            [] => throw new UserException($"no tracker in the store is like '{tracker}'"),
            _ => throw new UserException($"'{tracker}' fits {found.Count} trackers: {string.Join(", ", found.Take(3).Select(one => one.Url))}{(found.Count > 3 ? ", …" : "")}"),
        };
    }

    private static async Task<Drawing> OverallAsync(ICrawlStore store, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var overlap = await store.Statistics.OverlapAsync(StatsScope.All with { Since = frame.Window.From, Until = frame.Window.To }, cancellation);
        var (lists, pairs) = (overlap.Peers.Lists, overlap.Peers.Pairs);
        int[] order = [.. lists.OrderByDescending(list => list.Value.Seen).ThenBy(list => list.Key).Select(list => list.Key)];
        return HeatMap.Draw(
            "Of the peers each tracker named, the share each other named too",
            [.. order.Select(id => overlap.Names.GetValueOrDefault(id, ""))],
            (row, column) => row == column ? 1 : Share(order[row], order[column]),
            theme);

        double? Share(int one, int other) =>
            lists[one].Seen > 0 && pairs.TryGetValue(ListPair.Of(one, other), out var pair) ? (double)pair.Common / lists[one].Seen : 0;
    }
}
