using Crawler.Storage.Log;

namespace Crawler.Storage.Spool;

/// <summary>
/// The way of batches into a store that may be away. They go straight into it as long as it takes them; when it does not,
/// to disk, and from then on every batch goes to disk until what is there was delivered, in order. What the store answers
/// decides:
/// <list type="bullet">
/// <item>not there, locked, full, denied, of another schema: tried again until it is as it should be;</item>
/// <item>a refusal of the batch itself, or an error of ours: tried <see cref="SpooledLogOptions.TriesBeforeAside"/> times,
/// then set aside, so that it stands in nobody's way; the next run offers it again.</item>
/// </list>
/// </summary>
public sealed class SpooledLog : IAsyncDisposable
{
    private readonly Func<LogBatch, CancellationToken, Task> _append;
    private readonly string _store;
    private readonly DiskSpool _spool;
    private readonly TimeProvider _time;
    private readonly SpooledLogOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task _draining = Task.CompletedTask;
    private bool _spooling;
    private string? _trouble;
    private DateTimeOffset? _oldest;

    /// <summary>Between a store and a disk, neither of them disposed here.</summary>
    /// <param name="store">The store.</param>
    /// <param name="spool">The disk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">When the store counts as away; null for the standard.</param>
    public SpooledLog(ICrawlStore store, DiskSpool spool, TimeProvider time, SpooledLogOptions? options = null)
        : this(store.AppendAsync, store.Location.ToString(), spool, time, options)
    {
    }

    internal SpooledLog(Func<LogBatch, CancellationToken, Task> append, string store, DiskSpool spool, TimeProvider time, SpooledLogOptions? options = null) =>
        (_append, _store, _spool, _time, _options) = (append, store, spool, time, options ?? new SpooledLogOptions());

    /// <summary>What waits on disk.</summary>
    public LogBacklog Backlog
    {
        get
        {
            lock (_lock) return new LogBacklog(_spool.Batches, _spool.Entries, _spool.Bytes, _oldest, _spool.Refused, _trouble);
        }
    }

    /// <summary>
    /// Delivers what earlier runs left, before anything is read from the store that follows from it. Batches that were set
    /// aside are offered once more.
    /// </summary>
    /// <returns>Batches delivered.</returns>
    /// <exception cref="StoreException">The store does not take them now.</exception>
    /// <exception cref="SpoolException">They cannot be read.</exception>
    public async Task<long> DeliverAsync(CancellationToken cancellation)
    {
        var delivered = 0L;
        while (_spool.Peek() is { } next)
        {
            await DeliverAsync(next, cancellation).ConfigureAwait(false);
            delivered++;
        }

        // After that no segment holds them any more, under the number they had.
        await _spool.RetryRefusedAsync(async batch =>
        {
            try
            {
                await _append(batch, cancellation).ConfigureAwait(false);
                delivered++;
                return true;
            }
            catch (Exception error) when (IsRefusal(error))
            {
                return false;
            }
        }).ConfigureAwait(false);

        lock (_lock) _trouble = null;
        return delivered;
    }

    /// <summary>
    /// Takes a batch: into the store, else to disk. A cancelled <paramref name="cancellation"/> means not to wait for the
    /// store: the batch goes to disk.
    /// </summary>
    /// <exception cref="SpoolException">The store is away and the disk has no room. The batch is still the caller's, to be brought again.</exception>
    public async Task AppendAsync(LogBatch batch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_spooling)
            {
                _spool.Append(batch, _time.GetUtcNow());
                return;
            }
        }

        if (await RefusedByStoreAsync(batch, cancellation).ConfigureAwait(false) is not { } why) return;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            _spool.Append(batch, now);
            // Whoever drained before has ended under this lock, if not as a task: asked whether it is completed it might still say no.
            if (!_spooling && !_stop.IsCancellationRequested) _draining = Task.Run(DrainAsync, CancellationToken.None);
            (_spooling, _trouble, _oldest) = (true, why, now);
        }
    }

    /// <summary>Waits until nothing waits on disk any more; false if it still does when the time is over.</summary>
    public async Task<bool> DrainedAsync(TimeSpan budget)
    {
        try
        {
            Task draining;
            lock (_lock) draining = _draining;
            await draining.WaitAsync(budget, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The next run delivers it.
        }

        return _spool.Batches == 0;
    }

    /// <summary>Stops delivering; what waits stays on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _draining.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>
    /// Whether the store is there, well, and does not want this batch: for what is in it, or by a bug of ours. Anything
    /// else passes, by itself or by somebody's hand.
    /// </summary>
    private static bool IsRefusal(Exception error) => error switch
    {
        StoreException store => store.Problem == StoreProblem.Other,
        OperationCanceledException or SpoolException => false,
        _ => true,
    };

    /// <summary>Null if the store took it, else why not.</summary>
    private async Task<string?> RefusedByStoreAsync(LogBatch batch, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await _append(batch, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return $"the store {_store} does not keep up";
        }
        catch (Exception error)
        {
            return StoreException.OneLine(error.Message);
        }
    }

    private async Task DrainAsync()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                while (_spool.Peek() is { } next)
                {
                    lock (_lock) _oldest = next.SpooledAt;
                    await DeliverAsync(next, _stop.Token).ConfigureAwait(false);
                    failures = 0;
                    lock (_lock) _trouble = null;
                }

                if (HasEnded()) return;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                lock (_lock) _trouble = StoreException.OneLine(error.Message);
                await PauseAsync(failures++).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Delivering is over when the spool is empty, and under the lock, so that no batch slips in between.</summary>
    private bool HasEnded()
    {
        lock (_lock)
        {
            if (_spool.Batches > 0) return false;
            (_spooling, _trouble, _oldest) = (false, null, null);
            return true;
        }
    }

    /// <summary>Delivers a batch, or sets it aside once it was refused often enough. What passes by itself is thrown.</summary>
    private async Task DeliverAsync(SpooledBatch next, CancellationToken cancellation)
    {
        for (var refusals = 0; ; refusals++)
        {
            try
            {
                if (next.Batch is not { } batch) break;
                await _append(batch, cancellation).ConfigureAwait(false);
                _spool.Forget();
                return;
            }
            catch (Exception error) when (IsRefusal(error))
            {
                lock (_lock) _trouble = StoreException.OneLine(error.Message);
                if (refusals + 1 >= _options.TriesBeforeAside) break;
            }

            await Task.Delay(_options.PauseAfter(refusals), _time, cancellation).ConfigureAwait(false);
        }

        _spool.SetAside();
    }

    private async Task PauseAsync(int failures)
    {
        try
        {
            await Task.Delay(_options.PauseAfter(failures), _time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }
}
