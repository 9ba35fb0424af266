using Crawler.Protocol;

namespace Crawler.Storage.Reports.Stats;

/// <summary>What statistics are made of. Canaries are no swarms and never part of it.</summary>
public sealed record StatsScope
{
    /// <summary>Everything stored.</summary>
    public static readonly StatsScope All = new();

    /// <summary>Only attempts begun from then on, and peers seen then or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only attempts begun before then, and peers first seen before; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only these torrents; null for all.</summary>
    public IReadOnlyCollection<InfoHash>? Only { get; init; }

    /// <summary>
    /// Only attempts of the campaign of this number; null for all. Sightings and estimates are not kept by campaign: what is
    /// made of them is bounded by <see cref="Only"/> and the times.
    /// </summary>
    public int? Campaign { get; init; }
}
