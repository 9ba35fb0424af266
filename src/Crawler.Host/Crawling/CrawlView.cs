using Crawler.Actors;
using Crawler.Host.Progress;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>How a crawl is shown while it runs.</summary>
internal interface ICrawlView
{
    /// <summary>How often it wants to know how the crawl stands.</summary>
    TimeSpan Pace => ProgressLines.EveryTenSeconds;

    /// <summary>How it stands now; after the crawl has ended once more.</summary>
    void OnProgress(CrawlProgress progress)
    {
    }

    /// <summary>Shows it until <paramref name="until"/> is cancelled.</summary>
    Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until);
}

/// <summary>When a crawl began and when it is to end.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it is to last; null until interrupted.</param>
/// <param name="Time">The clock.</param>
internal sealed record CrawlClock(DateTimeOffset Started, TimeSpan? Duration, TimeProvider Time)
{
    /// <summary>The time now.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>How long it has been running, whole seconds.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Math.Floor((Now - Started).TotalSeconds));

    /// <summary>How long it will go on, whole seconds; null until interrupted.</summary>
    public TimeSpan? Left => Duration is { } duration ? TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling((duration - (Now - Started)).TotalSeconds))) : null;
}
