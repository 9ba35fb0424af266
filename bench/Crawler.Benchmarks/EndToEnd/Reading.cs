namespace Crawler.Benchmarks.EndToEnd;

/// <summary>All counters at one moment; what happened between two moments is their difference.</summary>
/// <param name="Seconds">Since the crawl began.</param>
/// <param name="Answered">Calls that were answered usefully.</param>
/// <param name="Attempts">Calls that came back.</param>
/// <param name="Stored">Observations written to the log.</param>
/// <param name="Pending">Pieces of the record that wait to be written.</param>
/// <param name="LagBatches">Batches of the log not merged into the aggregate.</param>
/// <param name="Batches">Batches of the log.</param>
/// <param name="Resident">Bytes of memory of the crawler.</param>
/// <param name="CrawlerCpu">Seconds of CPU of the crawler.</param>
/// <param name="PostgresCpu">Seconds of CPU of the database.</param>
/// <param name="StubCpu">Seconds of CPU of the trackers.</param>
/// <param name="P50">Median lateness of calls since the reading before, ms; null if none was due.</param>
/// <param name="P99">Its 99th percentile.</param>
/// <param name="Runtime">What the runtime did.</param>
internal sealed record Reading(
    double Seconds, long Answered, long Attempts, long Stored, long Pending, long LagBatches, long Batches, long Resident,
    double CrawlerCpu, double PostgresCpu, double StubCpu, double? P50, double? P99, RuntimeReading Runtime)
{
    /// <summary>Rows of the log not merged, by the batches' mean length.</summary>
    public long LagRows => Batches == 0 ? 0 : LagBatches * Stored / Batches;
}

/// <summary>What the runtime did so far.</summary>
/// <param name="Gen0">Collections of the youngest generation, older ones included.</param>
/// <param name="Gen2">Collections of everything.</param>
/// <param name="PauseMs">Time all threads stood still for them.</param>
/// <param name="Allocated">Bytes.</param>
/// <param name="Contentions">Times a thread waited for a lock.</param>
/// <param name="Queue">Work items that wait for a thread now.</param>
/// <param name="Threads">Pool threads now.</param>
internal sealed record RuntimeReading(int Gen0, int Gen2, double PauseMs, long Allocated, long Contentions, long Queue, int Threads)
{
    /// <summary>As it is now.</summary>
    public static RuntimeReading Now() => new(
        GC.CollectionCount(0),
        GC.CollectionCount(2),
        GC.GetTotalPauseDuration().TotalMilliseconds,
        GC.GetTotalAllocatedBytes(),
        Monitor.LockContentionCount,
        ThreadPool.PendingWorkItemCount,
        ThreadPool.ThreadCount);
}
