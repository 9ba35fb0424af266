using Crawler.Storage.Targets;

namespace Crawler.Host.Crawling;

/// <summary>A target as the store registers it.</summary>
internal static class StoredTarget
{
    public static Target Of(Protocol.Metainfo.Target target) => new()
    {
        InfoHash = target.InfoHash,
        V2Hash = target.FullV2Hash?.ToArray(),
        Name = target.Name,
        Source = target.Source,
        Size = target.Size,
        Trackers = [.. target.Trackers.Entries.Select(entry => new TargetTracker(entry.Url, entry.Tier, entry.Position))],
    };
}
