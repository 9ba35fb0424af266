using Crawler.Storage.Campaigns;

namespace Crawler.Web.Live;

/// <summary>Crawls that run in this process, which tell how they stand without the store.</summary>
public interface ILiveCrawls
{
    /// <summary>The campaign's number and how it stands, of each crawl that runs here.</summary>
    IReadOnlyList<(int CampaignId, CrawlProgress Progress)> Current { get; }
}

/// <summary>No crawl runs here.</summary>
public sealed class NoLiveCrawls : ILiveCrawls
{
    /// <inheritdoc/>
    public IReadOnlyList<(int CampaignId, CrawlProgress Progress)> Current => [];
}
