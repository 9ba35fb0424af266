using System.Globalization;
using Crawler.Host.Paper.Tables;
using Crawler.Host.Terminal;
using Crawler.Protocol.Net;
using Crawler.Storage;

namespace Crawler.Host.Paper;

/// <summary>A paper that is asked for.</summary>
/// <param name="Folder">Where to; null for none.</param>
/// <param name="Campaign">Name of the campaign; null for the newest.</param>
/// <param name="Format">In what form; null for all.</param>
internal sealed record PaperRequest(string? Folder, string? Campaign, PaperFormat? Format)
{
    /// <summary>Whether one is asked for.</summary>
    public bool Any => Folder is not null;

    /// <summary>Refuses what cannot be written, before anything is read.</summary>
    /// <param name="isOther">Whether lines of JSON, a plot or a page are asked for too.</param>
    /// <param name="torrents">Whether torrents are named.</param>
    /// <exception cref="UserException">It cannot.</exception>
    public void Check(bool isOther, bool torrents)
    {
        if (Folder is null)
        {
            if (Campaign is not null || Format is not null) throw new UserException("--campaign and --format say what --paper prints: name its folder");
            return;
        }

        if (isOther) throw new UserException("--paper writes a folder: give it without --json, --plot and --html");
        if (torrents) throw new UserException("--paper prints tables of a whole campaign: name no torrent");
        if (Folder.Length == 0) throw new UserException("--paper: name a folder");
        if (File.Exists(Folder)) throw new UserException($"--paper: {Folder} is a file, not a folder");
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="UserException">There is nothing to print, or it cannot be written.</exception>
    public async Task<int> WriteAsync(ICrawlStore store, CommandConsole console, TimeProvider time, CancellationToken cancellation)
    {
        var states = await store.Campaigns.ListAsync(Campaign, cancellation);
        if (states.Count == 0)
        {
            throw new UserException(Campaign is null
                ? $"{store.Location} holds no campaign yet: crawler crawl TARGET..."
                : $"{store.Location} knows no campaign '{ErrorText.Sanitise(Campaign, 80)}' (see 'crawler campaign list')");
        }

        var frame = await PaperFrame.ReadAsync(store, states[0], time.GetUtcNow(), cancellation)
            ?? throw new UserException($"campaign '{ErrorText.Sanitise(states[0].Campaign.Name, 80)}' made no call yet: there is nothing to print");
        var tables = await PaperTables.ReadAsync(store.Statistics, frame, cancellation);
        var plots = await PaperFolder.WriteAsync(Folder!, Format ?? PaperFormat.All, frame, tables, cancellation);
        var missing = tables.Count(table => table.IsMissing);
        console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Folder}: {tables.Count - missing} tables and {plots} plots of campaign {ErrorText.Sanitise(frame.State.Campaign.Name, 80)}; {missing} tables are missing, with the reason"));
        return ExitCode.Ok;
    }
}
