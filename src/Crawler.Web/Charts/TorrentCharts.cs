using System.Net.Sockets;
using Crawler.Plots;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Views;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Charts;

/// <summary>Charts of one torrent.</summary>
internal static class TorrentCharts
{
    /// <summary>Its size over all trackers, over the family with the most peers.</summary>
    public static async Task<Drawing> SizeAsync(ICrawlViews views, InfoHash infoHash, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var unions = (await views.SizesAsync(infoHash, frame.Window, cancellation)).Where(point => point.TrackerId is null).ToList();
        var families = unions.GroupBy(point => point.Family).OrderByDescending(family => family.Max(point => point.Observed)).ToList();
        var shown = families.FirstOrDefault();
        return SizeOverTime.Draw(
            $"Size over all trackers{Over(shown?.Key)}",
            [.. (shown ?? Enumerable.Empty<SizePoint>()).Select(point => new SizeAtTime(point.At, point.Size, point.Low, point.High, point.Observed, point.Claimed, point.Flags != SizeFlags.None))],
            frame.Window.From,
            frame.Window.To,
            frame.Window.Step,
            theme);
    }

    /// <summary>What trackers claim: the most seeders and the most leechers any did.</summary>
    public static async Task<Drawing> ClaimsAsync(ICrawlViews views, InfoHash infoHash, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var claims = await views.ClaimsAsync(infoHash, frame.Window, cancellation);
        var steps = claims.GroupBy(claim => new DateTimeOffset(claim.At.UtcTicks / frame.Window.Step.Ticks * frame.Window.Step.Ticks, TimeSpan.Zero)).OrderBy(step => step.Key).ToList();
        return LinesOverTime.Draw(
            "Claimed by trackers: the most any of them does",
            "peers",
            [Line("seeders", claim => claim.Complete), Line("leechers", claim => claim.Incomplete)],
            frame.Window.From,
            frame.Window.To,
            frame.Window.Step,
            theme);

        TimeLine Line(string name, Func<ClaimPoint, long?> value) =>
            new(name, [.. steps.Select(step => (At: step.Key, Most: step.Max(value))).Where(step => step.Most is not null).Select(step => (step.At, (double)step.Most!.Value))]);
    }

    /// <summary>Peers nobody had named before, day by day.</summary>
    public static async Task<Drawing> NewPeersAsync(ICrawlViews views, InfoHash infoHash, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var days = await views.NewPeersAsync(infoHash, frame.Window, cancellation);
        return StackedBars.Draw(
            "New peers a day",
            "peers",
            [new BarLayer("new peers", BarKind.Good, [.. days.Select(day => (new DateTimeOffset(day.Day, default, TimeSpan.Zero), (double)day.Peers))])],
            frame.Window.From,
            frame.Window.To,
            TimeSpan.FromDays(1),
            theme);
    }

    /// <summary>What trackers have in common.</summary>
    public static async Task<Drawing> OverlapAsync(ICrawlViews views, InfoHash infoHash, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var overlap = await views.OverlapAsync(infoHash, cancellation);
        return HeatMap.Draw(
            "Of the peers each tracker named, the share each other named too",
            [.. overlap.Trackers.Select(tracker => tracker.Tracker)],
            (row, column) => overlap.Common[row][row] > 0 ? (double)overlap.Common[row][column] / overlap.Common[row][row] : null,
            theme);
    }

    private static string Over(AddressFamily? family) => family switch
    {
        AddressFamily.InterNetwork => ", IPv4",
        AddressFamily.InterNetworkV6 => ", IPv6",
        _ => "",
    };
}
