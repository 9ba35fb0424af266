namespace Crawler.Host.Discovery;

/// <summary>What one tracker's swarms came to.</summary>
internal sealed class DiscoveryTally
{
    /// <summary>Named by the tracker.</summary>
    public long Swarms { get; set; }

    /// <summary>Of those, what the filter admitted.</summary>
    public long Wanted { get; set; }

    /// <summary>Of those, what somebody asked us to leave out.</summary>
    public long OptedOut { get; set; }

    /// <summary>Of those wanted, what was listed already, in the file or by a tracker before.</summary>
    public long Known { get; set; }

    /// <summary>Written.</summary>
    public long Written { get; set; }
}
