using System.Globalization;
using Crawler.Actors;
using Crawler.Host.Formatting;

namespace Crawler.Host.Crawling;

/// <summary>A crawl in one line.</summary>
internal static class CrawlTotals
{
    /// <summary><c>1m20s, 8m40s to go · 12 torrents · 340 calls, 301 answered, 8 out · 4,512 peers · 340 stored</c>, and what is wrong.</summary>
    public static string Line(Crawl crawl, CrawlBoard board, CrawlClock clock)
    {
        var torrents = board.Torrents;
        var left = clock.Left is { } time ? $", {Durations.Format(time)} to go" : "";
        var waiting = crawl.Pipeline.Waiting;
        var onDisk = waiting.Observations == 0 ? "" : $", {Sizes.Format(waiting.Bytes)} on disk since {waiting.Oldest:HH:mm:ss}";
        var trouble = crawl.Pipeline.Trouble is { } why ? $" · {Number(crawl.Pipeline.Pending + waiting.Observations)} waiting for the store{onDisk}: {why}"
            : waiting.Observations > 0 ? $" · {Number(waiting.Observations)} waiting for the store{onDisk}" : "";
        return $"{Durations.Format(clock.Elapsed)}{left} · {Number(torrents.Count)} {(torrents.Count == 1 ? "torrent" : "torrents")}"
            + $" · {Number(board.Attempts)} calls, {Number(board.Successes)} answered, {crawl.Gate.InFlight} out"
            + $" · {Number(torrents.Sum(torrent => torrent.DistinctPeers))} peers · {Number(crawl.Pipeline.Stored)} stored{trouble}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
