namespace Crawler.Actors.Hosts;

/// <summary>
/// What all hosts of a node share: a cap on calls in flight, closed altogether while the record cannot be written fast
/// enough. Announcing late is always polite, so the crawl slows by being late. Thread-safe.
/// </summary>
/// <param name="capacity">Calls in flight on this node.</param>
/// <param name="isSaturated">Whether the pipeline behind is above its high-water mark.</param>
public sealed class CallGate(int capacity, Func<bool> isSaturated)
{
    private int _inFlight;

    /// <summary>Calls out now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Takes a place if there is one.</summary>
    public bool TryEnter()
    {
        if (isSaturated()) return false;
        if (Interlocked.Increment(ref _inFlight) <= capacity) return true;
        Interlocked.Decrement(ref _inFlight);
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Exit() => Interlocked.Decrement(ref _inFlight);
}
