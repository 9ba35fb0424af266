using Crawler.Storage;

namespace Crawler.Host.Addresses;

/// <summary>While a crawl runs, drops addresses as sent whose time is over: at once, then every hour.</summary>
internal sealed class AddressExpiry : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="store">Whose.</param>
    /// <param name="keep">How long they are kept.</param>
    /// <param name="time">The clock.</param>
    public AddressExpiry(ICrawlStore store, TimeSpan keep, TimeProvider time) => _running = RunAsync(store, keep, time);

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(ICrawlStore store, TimeSpan keep, TimeProvider time)
    {
        try
        {
            while (true)
            {
                try
                {
                    await store.Addresses.DropAsSentAsync(time.GetUtcNow() - keep, _stop.Token);
                }
                catch (StoreException)
                {
                    // The store is away or in use: they go the next time.
                }

                await Task.Delay(Rest, time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }
}
