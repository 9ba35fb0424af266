using System.Diagnostics.Metrics;
using Crawler.Actors.Observations;
using Crawler.Host.Formatting;
using Crawler.Storage;
using Crawler.Storage.Retention;

namespace Crawler.Host.Crawling;

/// <summary>
/// Keeps a store within its retention with nobody watching: looks every hour how much it takes, drops for the cap when it
/// is near, by age once a day. A cap that cannot be held is told, and measured; nothing that must stay is dropped for it.
/// </summary>
internal sealed class RetentionWatch : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Meter _meter = new(CrawlInstruments.Name);
    private readonly Task _running;
    private long _used = -1;
    private int _holds = 1;

    /// <param name="store">Whose.</param>
    /// <param name="policy">What is kept.</param>
    /// <param name="isOurs">Whether it is this process's turn: of several that write to one store one suffices.</param>
    /// <param name="tell">Tells a person one line.</param>
    /// <param name="time">The clock.</param>
    public RetentionWatch(ICrawlStore store, RetentionPolicy policy, Func<bool> isOurs, Action<string> tell, TimeProvider time)
    {
        if (policy.Cap is { } cap)
        {
            _meter.CreateObservableGauge("crawler.storage.used", Used, "By", "Bytes the store takes, held against its cap.");
            _meter.CreateObservableGauge("crawler.storage.cap", () => cap, "By", "Bytes the store may take (Retention:Cap).");
            _meter.CreateObservableGauge("crawler.storage.holds", () => Volatile.Read(ref _holds), "{store}", "1 if the cap is held, 0 if nothing more may be dropped and it is near or exceeded.");
        }

        _running = policy.KeepRaw is null && policy.KeepDays is null && policy.Cap is null ? Task.CompletedTask : RunAsync(store, policy, isOurs, tell, time);
    }

    /// <summary>Stops; what was dropped stays dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _meter.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(ICrawlStore store, RetentionPolicy policy, Func<bool> isOurs, Action<string> tell, TimeProvider time)
    {
        DateOnly? kept = null;
        try
        {
            while (true)
            {
                try
                {
                    if (isOurs()) kept = await LookAsync(store, policy, kept, tell, time.GetUtcNow());
                }
                catch (StoreException)
                {
                    // The store is away or in use: the next time.
                }

                await Task.Delay(Rest, time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
    }

    /// <summary>The day of the last whole look.</summary>
    private async Task<DateOnly?> LookAsync(ICrawlStore store, RetentionPolicy policy, DateOnly? kept, Action<string> tell, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var used = await store.Retention.UsedBytesAsync(_stop.Token);
        Interlocked.Exchange(ref _used, used);
        if (kept == today && (policy.Cap is not { } cap || used <= RetentionPolicy.BeginsAt(cap))) return kept;
        var outcome = await store.KeepAsync(policy, now, _stop.Token);
        Interlocked.Exchange(ref _used, outcome.UsedBytes);
        foreach (var step in outcome.Done)
            tell($"{(step.Tier == Tier.Estimates ? "thinned" : "dropped")} {JsonLine.NameOf(step.Tier)} of {step.Days} {(step.Days == 1 ? "day" : "days")} up to {step.To:yyyy-MM-dd}: {(step.Reason == RetentionReason.Age ? "older than is kept" : "near the cap")}");
        if (!outcome.Holds)
            tell($"the store takes {Sizes.Format(outcome.UsedBytes)} of the {Sizes.Format(policy.Cap!.Value)} it may, and nothing more may be dropped: raise Retention:Cap, or end what is not needed");
        Interlocked.Exchange(ref _holds, outcome.Holds ? 1 : 0);
        return today;
    }

    private IEnumerable<Measurement<long>> Used() => Interlocked.Read(ref _used) is >= 0 and var used ? [new(used)] : [];
}
