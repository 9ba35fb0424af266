namespace Crawler.Host.Crawling;

/// <summary>A token that is cancelled after any time, months included: a .NET timer alone takes less than 50 days.</summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _source = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _after;
    private readonly long _began;
    private readonly ITimer _timer;

    public Deadline(TimeSpan after, TimeProvider time)
    {
        (_time, _after, _began) = (time, after, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Arm(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Arm();
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer.Dispose();
        // Not the source: a tick under way may still cancel it, and without a timer of its own it holds nothing.
    }

    private void Arm()
    {
        var left = _after - _time.GetElapsedTime(_began);
        if (left <= TimeSpan.Zero) _source.Cancel();
        else _timer.Change(left < Step ? left : Step, Timeout.InfiniteTimeSpan);
    }
}
