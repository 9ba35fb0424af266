namespace Crawler.Protocol.Http;

/// <summary>
/// How long a long answer is waited for: so long in all, and so long between two signs of life. A tracker that drips is ended
/// by the first, one that falls silent by the second.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan _whole;
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _quiet;
    private readonly CancellationTokenSource _any;
    private readonly CancellationToken _caller;

    public Patience(TimeSpan whole, TimeSpan silence, TimeProvider time, CancellationToken caller)
    {
        (_whole, _silence, _caller) = (whole, silence, caller);
        _deadline = new CancellationTokenSource(whole, time);
        _quiet = new CancellationTokenSource(silence, time);
        _any = CancellationTokenSource.CreateLinkedTokenSource(_deadline.Token, _quiet.Token, caller);
    }

    /// <summary>Ends whatever is waited for.</summary>
    public CancellationToken Token => _any.Token;

    /// <summary>Whether the caller gave up, not we.</summary>
    public bool EndedByCaller => _caller.IsCancellationRequested;

    /// <summary>Why it ended, in words.</summary>
    public string Problem => _deadline.IsCancellationRequested
        ? $"the answer was not whole within {_whole.TotalSeconds:0.#} s"
        : $"no more came for {_silence.TotalSeconds:0.#} s";

    /// <summary>A new silence begins.</summary>
    public void Await() => _quiet.CancelAfter(_silence);

    /// <summary>What takes time now is our own work.</summary>
    public void Rest() => _quiet.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _any.Dispose();
        _quiet.Dispose();
        _deadline.Dispose();
    }
}
