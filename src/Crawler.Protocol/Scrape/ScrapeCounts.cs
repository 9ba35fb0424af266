namespace Crawler.Protocol.Scrape;

/// <summary>What a tracker claims of one swarm (BEP 48). Absent is null, never 0.</summary>
/// <param name="Complete">Seeders.</param>
/// <param name="Incomplete">Leechers.</param>
/// <param name="Downloaded">Completed downloads over the swarm's life.</param>
public sealed record ScrapeCounts(long? Complete, long? Incomplete, long? Downloaded);
