namespace Crawler.Web.Boards;

/// <summary>Something that reads the whole log, which nobody should wait for: it is looked at now and then.</summary>
/// <param name="first">What there is before the first look.</param>
/// <param name="look">Looks once.</param>
/// <param name="time">The clock.</param>
internal sealed class RareLook<T>(T first, Func<CancellationToken, Task<T>> look, TimeProvider time)
    where T : class?
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(15);

    /// <summary>On a log so long that a look takes minutes, looking takes this part of the time and no more.</summary>
    private const int PauseForLook = 20;

    private volatile T _current = first;

    /// <summary>What was found last.</summary>
    public T Current => _current;

    /// <summary>Looks until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var begun = time.GetTimestamp();
                try
                {
                    _current = await look(cancellation);
                }
                catch (Exception away) when (away is not OperationCanceledException)
                {
                    // The board says so; what was found before stands.
                }

                var pause = PauseForLook * time.GetElapsedTime(begun);
                await Task.Delay(pause > BetweenLooks ? pause : BetweenLooks, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
