using System.Reflection;
using System.Text;
using Crawler.Host.Terminal;
using Crawler.Plots;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Web.Reports;
using Crawler.Web.Timeframes;

namespace Crawler.Host.Plots;

/// <summary>Files that a report is asked to write instead of text.</summary>
/// <param name="Plot">The drawing; null for none.</param>
/// <param name="Kind">What to draw; null for what fits.</param>
/// <param name="Tracker">Whose uptime; null for nobody's.</param>
/// <param name="Span">The time that is drawn.</param>
/// <param name="Theme">Name of the colours.</param>
/// <param name="Html">The report to mail; null for none.</param>
internal sealed record ReportFiles(string? Plot, PlotKind? Kind, string? Tracker, string Span, string Theme, string? Html)
{
    /// <summary>Campaigns that a drawing names at most, the newest.</summary>
    private const int MostSources = 50;

    /// <summary>Whether there is anything to write.</summary>
    public bool Any => Plot is not null || Html is not null;

    /// <summary>Refuses what cannot be written, before anything is read.</summary>
    /// <exception cref="UserException">It cannot.</exception>
    /// <param name="json">Whether lines of JSON are asked for.</param>
    /// <param name="torrents">Whether torrents are named.</param>
    public void Check(bool json, bool torrents)
    {
        if (Plot is not null) PlotFile.Check(Plot);
        if (Plot is null && (Kind is not null || Tracker is not null)) throw new UserException("--plot-kind and --tracker say what --plot draws: name its file");
        if (Any && json) throw new UserException("--json prints; --plot and --html write files: give one of them");
        if (Html is not null && torrents) throw new UserException("--html reports all that is stored: name no torrent");
        if (Tracker is not null && Kind is not (null or PlotKind.Uptime)) throw new UserException($"--tracker says whose uptime to draw, not whose {Kind.ToString()!.ToLowerInvariant()}");
        if (torrents && (Tracker is not null || Kind is PlotKind.Uptime)) throw new UserException("an uptime is a tracker's: name no torrent");
        if (torrents && Kind is PlotKind.Distribution) throw new UserException("a distribution is of all torrents: name none");
        if (PlotTheme.Find(Theme) is null) throw new UserException($"--theme: '{Theme}' is neither light nor dark");
        _ = Frame(DateTimeOffset.UnixEpoch);
    }

    /// <summary>Writes them.</summary>
    public async Task<int> WriteAsync(ICrawlStore store, IReadOnlyCollection<InfoHash>? only, CommandConsole console, TimeProvider time, CancellationToken cancellation)
    {
        await store.RollAsync(cancellation: cancellation);
        var now = time.GetUtcNow();
        if (Plot is not null)
        {
            using var drawing = await ReportPlot.DrawAsync(store, Kind, only, Tracker, Frame(now), PlotTheme.Find(Theme)!, cancellation);
            drawing.Sources = [.. (await store.Campaigns.ListAsync(null, cancellation)).Take(MostSources).Select(campaign => $"measured by {Provenance.Of(campaign)}")];
            await PlotFile.WriteAsync(Plot, drawing, cancellation);
            console.Output.WriteLine($"{Plot}: {drawing.Title}. {drawing.Description}");
        }

        if (Html is null) return ExitCode.Ok;
        var version = typeof(ReportFiles).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        var content = await ReportReading.ReadAsync(store, Frame(now), version, now, cancellation);
        await PlotFile.WriteAsync(Html, Encoding.UTF8.GetBytes(await ReportHtml.WriteAsync(content)), cancellation);
        console.Output.WriteLine($"{Html}: {content.Torrents.Items.Count} of {content.Torrents.Total} torrents, {content.Trackers.Count} trackers");
        return ExitCode.Ok;
    }

    private Timeframe Frame(DateTimeOffset now) => Timeframe.Read(Span, null, null, null, now, out var problem) ?? throw new UserException($"--span: {problem}");
}
