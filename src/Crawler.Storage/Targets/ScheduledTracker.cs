using Crawler.Protocol.Net;
using Crawler.Storage.Log;

namespace Crawler.Storage.Targets;

/// <summary>A tracker of a torrent as the store remembers it: what a crawl needs to resume.</summary>
/// <param name="Tracker">The whole URL, secrets included.</param>
/// <param name="Tier">Tier in the announce list (BEP 12), from 0.</param>
/// <param name="Position">Place in the tier, from 0.</param>
/// <param name="Schedule">When to announce next; null if it was never announced.</param>
public sealed record ScheduledTracker(TrackerUrl Tracker, int Tier, int Position, TrackerSchedule? Schedule);
