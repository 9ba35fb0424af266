using Crawler.Actors;
using Crawler.Host.Crawling;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Serving;

/// <summary>Shows a crawl on pages: hands on how it stands, every second.</summary>
internal sealed class ServedView(Action<CrawlProgress> show) : ICrawlView
{
    public TimeSpan Pace => TimeSpan.FromSeconds(1);

    public void OnProgress(CrawlProgress progress) => show(progress);

    public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = until.Register(ended.SetResult);
        await ended.Task;
    }
}
