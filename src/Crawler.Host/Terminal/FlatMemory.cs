namespace Crawler.Host.Terminal;

/// <summary>
/// Keeps the heap of a verb small that only streams. Left alone it grows into whatever memory there is before it is collected, as suits
/// a crawl; a limit instead would end the verb when the heap is fragmented rather than full.
/// </summary>
internal sealed class FlatMemory
{
    private const long Rows = 20_000;

    private long _next = Rows;

    /// <summary>So many rows were streamed: now and then what they left behind is given back. Some milliseconds each time, as next to nothing lives.</summary>
    public void Passed(long rows)
    {
        if (rows < _next) return;
        _next = rows + Rows;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
