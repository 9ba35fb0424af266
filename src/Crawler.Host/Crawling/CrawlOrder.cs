using Crawler.Protocol.Metainfo;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>What a crawl is asked to do.</summary>
internal sealed record CrawlOrder
{
    /// <summary>Who measures, why and how, for the store; when it started is filled in.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>What to crawl; each names trackers.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>How long; null until cancelled.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether it ends when all is measured; not while further targets may join.</summary>
    public bool EndsWhenMeasured { get; init; } = true;

    /// <summary>Who steers it while it runs.</summary>
    public ICrawlCompanion Companion { get; init; } = NoCompanion.Instance;
}
