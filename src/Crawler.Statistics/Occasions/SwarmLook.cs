namespace Crawler.Statistics.Occasions;

/// <summary>
/// What one answered announce counted for, and what was known when it did that its reply does not tell. With it every estimate can
/// be made again from the log alone, in whatever order other swarms were looked at meanwhile.
/// </summary>
/// <param name="Since">When the first look of this record of the swarm began, to the microsecond: a crawl that begins anew forgets whom it saw.</param>
/// <param name="Window">The window it fell into, from 1; its estimates are made when the next begins, or the record ends.</param>
/// <param name="LargestReply">The most peers the tracker had named in one reply, to any swarm, this one included.</param>
/// <param name="Fabricates">Whether the tracker was known to make peers up.</param>
public readonly record struct SwarmLook(DateTimeOffset Since, int Window, int LargestReply, bool Fabricates);
