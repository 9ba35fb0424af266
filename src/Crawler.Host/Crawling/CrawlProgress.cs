using Crawler.Host.Formatting;

namespace Crawler.Host.Crawling;

/// <summary>What a running crawl says of itself to the store, JSON; cheap, whatever the number of torrents.</summary>
internal static class CrawlProgress
{
    public static string Of(RunningCrawl running) => JsonLine.Of(new
    {
        At = running.Clock.Now,
        Seconds = running.Clock.Elapsed.TotalSeconds,
        LeftSeconds = running.Clock.Left?.TotalSeconds,
        Attempts = running.Board.Attempts,
        Answered = running.Board.Successes,
        Measured = running.Board.Measured,
        running.Crawl.Gate.InFlight,
        running.Crawl.Pipeline.Stored,
        running.Crawl.Pipeline.Pending,
        running.Crawl.Pipeline.Trouble,
        Bugs = running.Board.BugCount,
    });
}
