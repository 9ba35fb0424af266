namespace Crawler.Protocol.Scrape;

/// <summary>One swarm of a full scrape, as sent (BEP 48). A value, since there are millions. Absent is null, never 0.</summary>
/// <param name="InfoHash">The swarm.</param>
/// <param name="Complete">Seeders.</param>
/// <param name="Incomplete">Leechers.</param>
/// <param name="Downloaded">Completed downloads over the swarm's life.</param>
public readonly record struct ScrapedSwarm(InfoHash InfoHash, long? Complete, long? Incomplete, long? Downloaded);
