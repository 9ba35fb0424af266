using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Discovery;

/// <summary>A swarm and the tracker that named it.</summary>
internal readonly record struct FoundSwarm(TrackerUrl Source, ScrapedSwarm Swarm);
