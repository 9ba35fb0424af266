using Crawler.Protocol;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How large one swarm is by each way of telling.</summary>
public sealed record SwarmSize
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its name; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The most that one tracker claimed last, seeders and leechers; null if none claimed any.</summary>
    public long? Claimed { get; init; }

    /// <summary>Distinct (address, port) seen.</summary>
    public long Seen { get; init; }

    /// <summary>How large it was at the last look; null if not estimated.</summary>
    public SizeSum? Snapshot { get; init; }

    /// <summary>How many took part in all; null if not estimated.</summary>
    public SizeSum? Cumulative { get; init; }
}

/// <summary>An estimate summed over address families, which are separate populations.</summary>
/// <param name="Size">Peers; null if a part has no finite size.</param>
/// <param name="Low">Sum of the lower ends: wider than 95 % for a sum, so on the safe side.</param>
/// <param name="High">Sum of the upper ends; null if a part has none.</param>
/// <param name="Enumerated">Whether every part was listed whole rather than estimated.</param>
/// <param name="Flags">What speaks against any part.</param>
public sealed record SizeSum(double? Size, double Low, double? High, bool Enumerated, SizeFlags Flags)
{
    /// <summary>Whether there is an interval to speak of.</summary>
    public bool HasInterval => !Enumerated && High is not null;
}
