using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;
using Crawler.Web.Charts;
using Crawler.Web.Compositions;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Reports;

/// <summary>Reads what stands in a report.</summary>
public static class ReportReading
{
    /// <summary>Reads it; what is behind should be rolled up first.</summary>
    /// <param name="store">The store.</param>
    /// <param name="frame">The stretch of time charts show.</param>
    /// <param name="version">The program's.</param>
    /// <param name="now">The time it is.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ReportContent> ReadAsync(ICrawlStore store, Timeframe frame, string version, DateTimeOffset now, CancellationToken cancellation)
    {
        var views = store.Views;
        var torrents = await views.TorrentsAsync(new TorrentQuery { Take = ReportContent.MostTorrents }, cancellation);
        var charts = new List<TorrentCharts>();
        foreach (var torrent in torrents.Items.Where(torrent => torrent.Size is not null).Take(ReportContent.Drawn))
        {
            charts.Add(new TorrentCharts(torrent,
            [
                await DrawnTwice.OfAsync($"s{charts.Count}", theme => Charts.TorrentCharts.SizeAsync(views, torrent.InfoHash, frame, theme, cancellation)),
                await DrawnTwice.OfAsync($"o{charts.Count}", theme => Charts.TorrentCharts.OverlapAsync(views, torrent.InfoHash, frame, theme, cancellation)),
            ]));
        }

        return new ReportContent
        {
            At = now,
            Version = version,
            Window = frame.Window,
            Totals = await views.TotalsAsync(cancellation),
            Torrents = torrents,
            Charts = charts,
            Trackers = await views.TrackersAsync(now, cancellation),
            Composition = Composition.Of(await store.Statistics.CompositionAsync(StatsScope.All, cancellation), now),
            LeftAlone = await store.Statistics.LeftAloneAsync(StatsScope.All, cancellation),
            Campaigns = await store.Campaigns.ListAsync(null, cancellation),
            Overview =
            [
                await DrawnTwice.OfAsync("d", theme => StoreCharts.DistributionAsync(views, theme, cancellation)),
                await DrawnTwice.OfAsync("c", theme => StoreCharts.OutcomesAsync(views, frame, theme, cancellation)),
            ],
        };
    }
}
