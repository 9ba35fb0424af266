using Crawler.Protocol;

namespace Crawler.Storage.Datasets;

/// <summary>Which rows of a store are published.</summary>
public sealed record DatasetFilter
{
    /// <summary>All of them.</summary>
    public static readonly DatasetFilter All = new();

    /// <summary>Only what was so from then on; null for all. Goes by the column whose day a row belongs to.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only what was so before then; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only these swarms; null for all. Hours of trackers are not of swarms: they are left out then.</summary>
    public IReadOnlyCollection<InfoHash>? Torrents { get; init; }

    /// <summary>Only trackers whose URL, as it may be shown, holds this; null for all.</summary>
    public string? Tracker { get; init; }

    /// <summary>
    /// Addresses of networks (/24, /48) of which fewer distinct addresses than this are published are withheld; 1 for none. The rest
    /// of the row stays.
    /// </summary>
    public int FewestInNetwork { get; init; } = 1;

    /// <summary>
    /// Whether the peers of replies are published too, under what stands for their addresses: with them whoever gets them can make the
    /// estimates again. Replies with addresses as sent never are.
    /// </summary>
    public bool WithReplies { get; init; }
}
