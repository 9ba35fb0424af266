namespace Crawler.Actors.Hosts;

/// <summary>
/// Rings once at the earliest time asked for. A timer of its own: the actors' scheduler ticks too coarsely to pace a
/// thousand calls a second. Silent while nobody waits.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="ring">Called from a timer thread.</param>
internal sealed class GateAlarm(TimeProvider time, Action ring) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly ITimer _timer = time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private DateTimeOffset? _at;

    /// <summary>Rings at <paramref name="at"/>, unless it rings sooner anyway.</summary>
    public void At(DateTimeOffset at, DateTimeOffset now)
    {
        if (_at <= at) return;
        _at = at;
        _timer.Change(at - now > Shortest ? at - now : Shortest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It rang.</summary>
    public void Rang() => _at = null;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
