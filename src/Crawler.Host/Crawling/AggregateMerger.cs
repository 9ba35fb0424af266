using Crawler.Storage;

namespace Crawler.Host.Crawling;

/// <summary>Keeps the aggregate close behind the log while a crawl runs: merges, rests a moment, merges again.</summary>
internal sealed class AggregateMerger : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public AggregateMerger(ICrawlStore store, TimeProvider time) => _running = RunAsync(store, time);

    /// <summary>Stops; what is not merged yet is merged by the next crawl or report.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(ICrawlStore store, TimeProvider time)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Rest, time, _stop.Token);
                try
                {
                    await store.MergeAsync(cancellation: _stop.Token);
                }
                catch (StoreException)
                {
                    // The log says so too, and louder; the watermark stands where it stood.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
