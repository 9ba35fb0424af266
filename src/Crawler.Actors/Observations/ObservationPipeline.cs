using System.Threading.Channels;

namespace Crawler.Actors.Observations;

/// <summary>
/// Carries observations to the log in batches, in order, each tried until it is taken. Bounded: above its high-water
/// mark <see cref="IsSaturated"/> closes the node's gate, and there is room above the mark for every call still out, so
/// nothing observed is ever dropped.
/// </summary>
public sealed class ObservationPipeline : IObservationSink
{
    private static readonly TimeSpan DrainLook = TimeSpan.FromMilliseconds(250);

    private readonly Channel<Recorded> _channel = Channel.CreateUnbounded<Recorded>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IObservationLog _log;
    private readonly ObservationPipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _carrying;
    private readonly CancellationTokenSource _giveUp = new();
    private long _offered;
    private long _written;
    private long _observed;
    private long _taken;
    private string? _trouble;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts carrying.</summary>
    public ObservationPipeline(IObservationLog log, ObservationPipelineOptions options, TimeProvider? time = null)
    {
        (_log, _options, _time) = (log, options, time ?? TimeProvider.System);
        _carrying = Task.Run(CarryAsync);
    }

    /// <summary>Pieces of the record that the log has not taken yet: in memory, and lost if the process dies.</summary>
    public long Pending => Interlocked.Read(ref _offered) - Interlocked.Read(ref _written);

    /// <summary>Observations in the store; estimates made of them not counted.</summary>
    public long Stored => Math.Max(0, Interlocked.Read(ref _taken) - Waiting.Observations);

    /// <summary>Observations the log has not taken. Estimates can be made again from what it has.</summary>
    public long Unstored => Interlocked.Read(ref _observed) - Interlocked.Read(ref _taken);

    /// <summary>What the log keeps on disk until the store takes it.</summary>
    public LogWait Waiting => _log.Wait;

    /// <summary>Whether calls must wait until the log has caught up.</summary>
    public bool IsSaturated => Pending >= _options.HighWater;

    /// <summary>Why writing fails at the moment, in one line; null while it works.</summary>
    public string? Trouble => Volatile.Read(ref _trouble) ?? Waiting.Trouble;

    /// <inheritdoc/>
    public void Offer(Recorded recorded)
    {
        // Bounded by the gate, not by the channel: what is out when the gate closes must still find room.
        // Counted first: what comes after the end is lost, and told.
        Interlocked.Increment(ref _offered);
        if (recorded is Observation) Interlocked.Increment(ref _observed);
        _channel.Writer.TryWrite(recorded);
    }

    /// <inheritdoc/>
    public async Task StoredAsync()
    {
        var mark = Interlocked.Read(ref _offered);
        while (true)
        {
            // First the promise, then the look: a batch written in between is not missed.
            var moved = Volatile.Read(ref _moved).Task;
            if (Interlocked.Read(ref _written) >= mark || _carrying.IsCompleted) break;
            await Task.WhenAny(moved, _carrying).ConfigureAwait(false);
        }

        // What waits on disk is nobody else's to read yet; the log tells nobody when it is drained.
        while (_log.Wait.Batches > 0 && !_carrying.IsCompleted) await Task.Delay(DrainLook, _time).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes no more and writes what is there; false if it was not all taken in time. When the time is over the log is told
    /// to wait for the store no longer, and has as much time again to keep it elsewhere.
    /// </summary>
    public async Task<bool> FlushAsync(TimeSpan budget)
    {
        _channel.Writer.TryComplete();
        if (!await CarriedAsync(budget).ConfigureAwait(false))
        {
            await _giveUp.CancelAsync().ConfigureAwait(false);
            await CarriedAsync(budget).ConfigureAwait(false);
        }

        return Pending == 0;
    }

    private async Task<bool> CarriedAsync(TimeSpan budget)
    {
        try
        {
            await _carrying.WaitAsync(budget, _time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task CarryAsync()
    {
        var sequence = 0L;
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = await FillAsync().ConfigureAwait(false);
            if (!await WriteAsync(++sequence, batch).ConfigureAwait(false)) return;
        }
    }

    /// <summary>What is there, and what comes until the batch is full or its time is over.</summary>
    private async Task<List<Recorded>> FillAsync()
    {
        var batch = new List<Recorded>(Math.Min(_options.BatchSize, 1024));
        using var over = new CancellationTokenSource(_options.BatchTime, _time);
        try
        {
            do
            {
                while (batch.Count < _options.BatchSize && _channel.Reader.TryRead(out var recorded)) batch.Add(recorded);
            }
            while (batch.Count < _options.BatchSize && await _channel.Reader.WaitToReadAsync(over.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // Full or not, it goes.
        }

        return batch;
    }

    /// <summary>False if it was given up.</summary>
    private async Task<bool> WriteAsync(long sequence, List<Recorded> batch)
    {
        var observed = batch.Count(piece => piece is Observation);
        for (var failures = 0; ; failures++)
        {
            try
            {
                using var append = CallTrace.Append(batch);
                await _log.AppendAsync(sequence, batch, _giveUp.Token).ConfigureAwait(false);
                Interlocked.Add(ref _written, batch.Count);
                Interlocked.Add(ref _taken, observed);
                Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
                Volatile.Write(ref _trouble, null);
                return true;
            }
            catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception error)
            {
                // Neither store nor disk takes it: the batch stays ours, and the gate closes behind it.
                Volatile.Write(ref _trouble, error.Message);
                if (!await PausedAsync(failures).ConfigureAwait(false)) return false;
            }
        }
    }

    /// <summary>False if it was given up.</summary>
    private async Task<bool> PausedAsync(int failures)
    {
        try
        {
            await Task.Delay(ObservationPipelineOptions.RetryAfter(failures), _time, _giveUp.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
