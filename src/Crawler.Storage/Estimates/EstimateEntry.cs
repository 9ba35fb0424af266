using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Estimates;

/// <summary>One estimate of one swarm's size, for table <c>swarm_estimate</c>. It can be made again from the log.</summary>
public sealed record EstimateEntry
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The tracker it was seen through; null for the union of all.</summary>
    public TrackerUrl? Tracker { get; init; }

    /// <summary>The family the tracker was asked over; unspecified if unknown. The union is of one family too.</summary>
    public AddressFamily Family { get; init; }

    /// <summary>Over what time it speaks.</summary>
    public required EstimateKind Kind { get; init; }

    /// <summary>When the first announce it rests on began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last announce it rests on began.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Seeders as claimed last in that time; null if not, and for the union.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as claimed last in that time; null if not, and for the union.</summary>
    public long? Incomplete { get; init; }

    /// <summary>The estimate.</summary>
    public required SizeEstimate Size { get; init; }
}
