namespace Crawler.Storage.Spool;

/// <summary>What waits on disk for the store.</summary>
/// <param name="Batches">Batches.</param>
/// <param name="Entries">Attempts in them.</param>
/// <param name="Bytes">Bytes on disk, what was set aside included.</param>
/// <param name="Oldest">Since when the oldest waits; null if none does or it was not looked at yet.</param>
/// <param name="Refused">Batches the store refused, kept apart.</param>
/// <param name="Trouble">Why the store does not take them, in one line; null while it does.</param>
public sealed record LogBacklog(long Batches, long Entries, long Bytes, DateTimeOffset? Oldest, int Refused, string? Trouble);
