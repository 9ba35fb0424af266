using Crawler.Host.Progress;
using Crawler.Host.Terminal;

namespace Crawler.Host.Crawling;

/// <summary>Chooses how a crawl is shown.</summary>
internal static class CrawlViews
{
    /// <summary>A table that moves on a terminal; elsewhere lines, of calls or of figures.</summary>
    /// <param name="console">Where.</param>
    /// <param name="json">Whether the result is wanted as JSON: then it alone goes to standard output.</param>
    /// <param name="trackers">How many sessions there will be, about.</param>
    /// <param name="measures">Whether estimates are shown.</param>
    public static ICrawlView For(CommandConsole console, bool json, long trackers, bool measures)
    {
        if (!json && console.OutputIsTerminal) return LiveView.On(console.Output, measures);
        var output = json ? console.Error : console.Output;
        return trackers <= CallLines.MostTrackers ? new CallLines(output) : new ProgressLines(output);
    }
}
