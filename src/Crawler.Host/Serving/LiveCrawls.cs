using System.Collections.Concurrent;
using Crawler.Storage.Campaigns;
using Crawler.Web.Live;

namespace Crawler.Host.Serving;

/// <summary>The crawls that run in this process, as they stood a moment ago.</summary>
internal sealed class LiveCrawls : ILiveCrawls
{
    private readonly ConcurrentDictionary<int, CrawlProgress> _progress = new();

    public IReadOnlyList<(int CampaignId, CrawlProgress Progress)> Current => [.. _progress.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];

    /// <summary>How a crawl stands now.</summary>
    public void Show(int campaignId, CrawlProgress progress) => _progress[campaignId] = progress;

    /// <summary>It runs no longer.</summary>
    public void Forget(int campaignId) => _progress.TryRemove(campaignId, out _);
}
