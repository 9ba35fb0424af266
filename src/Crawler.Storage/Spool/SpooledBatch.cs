using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>The oldest batch of a spool.</summary>
/// <param name="Batch">What to deliver; null if the bytes are whole but no batch, which is a bug.</param>
/// <param name="Entries">Attempts in it.</param>
/// <param name="SpooledAt">Since when it waits.</param>
public sealed record SpooledBatch(LogBatch? Batch, int Entries, DateTimeOffset SpooledAt);
