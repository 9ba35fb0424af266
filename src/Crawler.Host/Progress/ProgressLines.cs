using Crawler.Actors;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Progress;

/// <summary>The view where no terminal is and the trackers are many: how the crawl stands, one line of JSON now and then.</summary>
internal sealed class ProgressLines(TextWriter output) : ICrawlView
{
    /// <summary>Often enough to see an outage, rare enough to keep for months.</summary>
    public static readonly TimeSpan EveryTenSeconds = TimeSpan.FromSeconds(10);

    public TimeSpan Pace => EveryTenSeconds;

    public void OnProgress(CrawlProgress progress)
    {
        try
        {
            output.WriteLine(JsonLine.Of(progress));
        }
        catch (IOException)
        {
            // A disk that is full, say: the next line may find room, and the crawl needs none.
        }
    }

    public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, clock.Time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
