using Crawler.Protocol.Metainfo;
using Crawler.Storage.Log;

namespace Crawler.Storage.Targets;

/// <summary>A tracker of a torrent as the store remembers it: what a crawl needs to resume.</summary>
/// <param name="Entry">The whole URL, secrets included, and its place in the announce list.</param>
/// <param name="Schedules">
/// When to announce next, one for each address family: unspecified alone, or IPv4 before IPv6. Empty if it was never announced.
/// </param>
public sealed record ScheduledTracker(TierEntry Entry, IReadOnlyList<TrackerSchedule> Schedules);
