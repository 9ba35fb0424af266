using Crawler.Protocol.Net;

namespace Crawler.Host.Discovery;

/// <summary>What is looked for, and where.</summary>
/// <param name="Trackers">Asked one after another.</param>
/// <param name="Filter">Which swarms are wanted.</param>
/// <param name="Limit">How many new ones are wanted at most; null for all.</param>
/// <param name="Top">Only so many, the largest, written at the end; null for all as they come.</param>
internal sealed record DiscoveryOrder(IReadOnlyList<TrackerUrl> Trackers, SwarmFilter Filter, long? Limit, int? Top);
