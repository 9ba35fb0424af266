using System.Net.Sockets;
using Crawler.Actors.Observations;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Measuring;

/// <summary>How large a swarm was, through one tracker or through all: what a crawl records beside its attempts.</summary>
public sealed record SwarmEstimate : Recorded
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The tracker it was seen through; null for the union of all.</summary>
    public TrackerUrl? Tracker { get; init; }

    /// <summary>Family of the peers: IPv4 and IPv6 are two populations.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary>Over what time it speaks.</summary>
    public required EstimateKind Kind { get; init; }

    /// <summary>When the first announce it rests on began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last announce it rests on began.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Seeders as claimed last in that time; null if not.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as claimed last in that time; null if not.</summary>
    public long? Incomplete { get; init; }

    /// <summary>The estimate.</summary>
    public required SizeEstimate Size { get; init; }
}
