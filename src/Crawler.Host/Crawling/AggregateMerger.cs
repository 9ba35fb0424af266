using Crawler.Storage;

namespace Crawler.Host.Crawling;

/// <summary>Keeps the aggregate close behind the log while a crawl runs: merges, rests a moment, merges again.</summary>
internal sealed class AggregateMerger : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Batches between two looks at how far behind it is.</summary>
    private const int BatchesAtOnce = 64;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _lag = -1;

    /// <param name="store">Whose.</param>
    /// <param name="isOurs">Whether it is this process's turn: of several that write to one store one suffices.</param>
    /// <param name="onBug">Told of bugs.</param>
    /// <param name="time">The clock.</param>
    public AggregateMerger(ICrawlStore store, Func<bool> isOurs, Action<Exception> onBug, TimeProvider time) => _running = RunAsync(store, isOurs, onBug, time);

    /// <summary>Batches of the log that are not merged yet, at the last look; null while the store is away.</summary>
    public long? Lag => Interlocked.Read(ref _lag) is >= 0 and var lag ? lag : null;

    /// <summary>Stops; what is not merged yet is merged by the next crawl or report.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(ICrawlStore store, Func<bool> isOurs, Action<Exception> onBug, TimeProvider time)
    {
        try
        {
            while (true)
            {
                if (Lag is null or 0) await Task.Delay(Rest, time, _stop.Token);
                if (!isOurs())
                {
                    Interlocked.Exchange(ref _lag, -1);
                    continue;
                }

                try
                {
                    Interlocked.Exchange(ref _lag, (await store.MergeAsync(BatchesAtOnce, _stop.Token)).Lag.Batches);
                }
                catch (StoreException)
                {
                    Interlocked.Exchange(ref _lag, -1);
                    // The log says so too, and louder; the watermark stands where it stood.
                }
                catch (Exception bug) when (!_stop.IsCancellationRequested)
                {
                    // Merging goes on all the same, or the aggregate would stand still for months and nobody know.
                    Interlocked.Exchange(ref _lag, -1);
                    onBug(bug);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
