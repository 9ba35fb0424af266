using Crawler.Protocol.Scrape;

namespace Crawler.Host.Discovery;

/// <summary>
/// Which swarms are wanted, by what the tracker claims of them. Null asks for nothing. A count that is absent satisfies no
/// condition on it, and a negative one counts as absent.
/// </summary>
internal sealed record SwarmFilter
{
    /// <summary>Seeders at least.</summary>
    public long? MinSeeders { get; init; }

    /// <summary>Seeders and leechers together at least; enough if one of them alone is.</summary>
    public long? MinPeers { get; init; }

    /// <summary>Seeders and leechers together at most; both must be known.</summary>
    public long? MaxPeers { get; init; }

    /// <summary>Completed downloads at least.</summary>
    public long? MinDownloads { get; init; }

    /// <summary>Whether all conditions hold.</summary>
    public bool Admits(in ScrapedSwarm swarm) =>
        (MinSeeders is not { } seeders || Count(swarm.Complete) >= seeders)
        && (MinDownloads is not { } downloads || Count(swarm.Downloaded) >= downloads)
        && (MinPeers is not { } least || PeersKnown(swarm) >= least)
        && (MaxPeers is not { } most || (Count(swarm.Complete) is not null && Count(swarm.Incomplete) is not null && PeersKnown(swarm) <= most));

    /// <summary>Seeders and leechers as far as they are known; null if neither is. Saturated.</summary>
    public static long? PeersKnown(in ScrapedSwarm swarm)
    {
        var (seeders, leechers) = (Count(swarm.Complete), Count(swarm.Incomplete));
        if (seeders is null && leechers is null) return null;
        return (long)Math.Min((ulong)(seeders ?? 0) + (ulong)(leechers ?? 0), long.MaxValue);
    }

    /// <summary>What can be a count; null is what cannot.</summary>
    public static long? Count(long? claimed) => claimed >= 0 ? claimed : null;
}
