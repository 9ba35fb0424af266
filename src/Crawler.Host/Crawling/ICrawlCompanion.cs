using Crawler.Actors;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>A crawl that is under way.</summary>
/// <param name="Crawl">Its actors.</param>
/// <param name="Board">What it shows of itself.</param>
/// <param name="Clock">When it began and is to end.</param>
/// <param name="CampaignId">Its campaign in the store.</param>
/// <param name="Recovery">What was found of earlier runs.</param>
/// <param name="Home">Where its actors live.</param>
/// <param name="Progress">How the campaign stood at the last look.</param>
internal sealed record RunningCrawl(Crawl Crawl, CrawlBoard Board, CrawlClock Clock, int CampaignId, Recovery Recovery, ICrawlHome Home, Func<CrawlProgress> Progress);

/// <summary>What earlier runs left beside the store.</summary>
/// <param name="Batches">Batches that waited on disk and were delivered.</param>
/// <param name="Calls">Calls whose floors still bind, although their results may have been lost.</param>
internal sealed record Recovery(long Batches, int Calls);

/// <summary>Goes along with a crawl from before its first call to after its last, and steers it.</summary>
internal interface ICrawlCompanion
{
    /// <summary>Before the first target is fed.</summary>
    Task BeginAsync(RunningCrawl running, CancellationToken cancellation);

    /// <summary>While it runs, until <paramref name="until"/> is cancelled; then it returns.</summary>
    Task AccompanyAsync(CancellationToken until);

    /// <summary>When the last call was recorded.</summary>
    /// <param name="isOver">Whether the campaign ended, rather than this process's part in it.</param>
    /// <param name="cancellation">Gives up.</param>
    Task EndAsync(bool isOver, CancellationToken cancellation);
}

/// <summary>Nobody goes along.</summary>
internal sealed class NoCompanion : ICrawlCompanion
{
    public static readonly NoCompanion Instance = new();

    public Task BeginAsync(RunningCrawl running, CancellationToken cancellation) => Task.CompletedTask;

    public Task AccompanyAsync(CancellationToken until) => Task.CompletedTask;

    public Task EndAsync(bool isOver, CancellationToken cancellation) => Task.CompletedTask;
}
