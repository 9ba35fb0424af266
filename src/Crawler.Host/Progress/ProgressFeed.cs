using Crawler.Storage.Campaigns;
namespace Crawler.Host.Progress;

/// <summary>Reads a running crawl at a steady pace and hands each <see cref="CrawlProgress"/> to whoever shows or keeps it.</summary>
internal sealed class ProgressFeed : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ProgressReading> _read;
    private readonly ProgressSampler _sampler;
    private readonly Action<CrawlProgress> _sampled;
    private readonly Task _running;

    /// <summary>Starts reading.</summary>
    /// <param name="campaign">The campaign's name.</param>
    /// <param name="read">How the crawl stands at the moment.</param>
    /// <param name="pace">Time between two readings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sampled">Told of each, one after the other; must not throw.</param>
    public ProgressFeed(string campaign, Func<ProgressReading> read, TimeSpan pace, TimeProvider time, Action<CrawlProgress> sampled)
    {
        (_read, _sampled) = (read, sampled);
        var first = read();
        _sampler = new ProgressSampler(campaign, first);
        Latest = _sampler.Next(first);
        _running = RunAsync(pace, time);
    }

    /// <summary>The last one.</summary>
    public CrawlProgress Latest { get; private set; }

    /// <summary>Stops, after one last reading: what the end of a crawl looked like.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        Sample();
    }

    private async Task RunAsync(TimeSpan pace, TimeProvider time)
    {
        using var timer = new PeriodicTimer(pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) Sample();
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    private void Sample()
    {
        Latest = _sampler.Next(_read());
        _sampled(Latest);
    }
}
