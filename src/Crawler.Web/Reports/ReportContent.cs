using Crawler.Plots;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;
using Crawler.Web.Compositions;

namespace Crawler.Web.Reports;

/// <summary>What stands in a report that is mailed: read once, shown without a store.</summary>
public sealed record ReportContent
{
    /// <summary>Most torrents listed; how many are left out is said.</summary>
    public const int MostTorrents = 200;

    /// <summary>Most trackers listed.</summary>
    public const int MostTrackers = 500;

    /// <summary>Torrents with charts of their own.</summary>
    public const int Drawn = 5;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The program that made it.</summary>
    public required string Version { get; init; }

    /// <summary>The stretch of time its charts show.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>Totals of the store.</summary>
    public required StoreTotals Totals { get; init; }

    /// <summary>The torrents, largest first.</summary>
    public required Page<TorrentListing> Torrents { get; init; }

    /// <summary>Charts of the largest of them.</summary>
    public required IReadOnlyList<TorrentCharts> Charts { get; init; }

    /// <summary>All trackers.</summary>
    public required IReadOnlyList<TrackerStanding> Trackers { get; init; }

    /// <summary>Of whom swarms consist.</summary>
    public required Composition Composition { get; init; }

    /// <summary>The campaigns it rests on, newest first.</summary>
    public required IReadOnlyList<CampaignState> Campaigns { get; init; }

    /// <summary>Who is left alone.</summary>
    public required LeftAloneReport LeftAlone { get; init; }

    /// <summary>Charts of everything.</summary>
    public required IReadOnlyList<DrawnTwice> Overview { get; init; }
}

/// <summary>A torrent's charts.</summary>
/// <param name="Torrent">The torrent.</param>
/// <param name="Charts">Its charts.</param>
public sealed record TorrentCharts(TorrentListing Torrent, IReadOnlyList<DrawnTwice> Charts);

/// <summary>A chart for light paper and for dark screens.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Light">SVG.</param>
/// <param name="Dark">SVG.</param>
public sealed record DrawnTwice(string Title, string Light, string Dark)
{
    /// <summary>Draws one.</summary>
    /// <param name="name">Different for each chart of a page.</param>
    /// <param name="draw">Draws it in a theme.</param>
    public static async Task<DrawnTwice> OfAsync(string name, Func<PlotTheme, Task<Drawing>> draw)
    {
        using var light = await draw(PlotTheme.Light);
        using var dark = await draw(PlotTheme.Dark);
        return new DrawnTwice(light.Title, light.ToSvg($"{name}l"), dark.ToSvg($"{name}d"));
    }
}
