namespace Crawler.Protocol.Scrape;

/// <summary>What one piece of a full scrape brought.</summary>
/// <param name="Swarms">In the order sent; valid only until the call that hands them over returns.</param>
/// <param name="BytesOnWire">Of the whole answer so far, as it came.</param>
/// <param name="BytesInflated">Of the whole answer so far, decompressed.</param>
public readonly record struct FullScrapePiece(IReadOnlyList<ScrapedSwarm> Swarms, long BytesOnWire, long BytesInflated);
