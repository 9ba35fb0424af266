using System.Threading.Channels;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Crawler.Actors.Observations;

/// <summary>
/// Carries observations to the log in batches, in order, each tried until it is written. Bounded: above its high-water
/// mark <see cref="IsSaturated"/> closes the node's gate, and there is room above the mark for every call still out, so
/// nothing observed is ever dropped.
/// </summary>
public sealed class ObservationPipeline : IObservationSink
{
    private readonly Channel<Recorded> _channel = Channel.CreateUnbounded<Recorded>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ObservationPipelineOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _carrying;
    private readonly CancellationTokenSource _giveUp = new();
    private long _offered;
    private long _written;
    private long _observed;
    private long _stored;
    private long _sequence;
    private string? _trouble;

    /// <summary>Starts carrying.</summary>
    public ObservationPipeline(IObservationLog log, ObservationPipelineOptions options, IMaterializer materializer, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _carrying = ChannelSource.FromReader(_channel.Reader)
            .GroupedWithin(options.BatchSize, options.BatchTime)
            .SelectAsync(1, batch => WriteAsync(log, [.. batch]))
            .RunWith(Sink.Ignore<Done>(), materializer);
    }

    /// <summary>Pieces of the record taken but not written yet.</summary>
    public long Pending => Interlocked.Read(ref _offered) - Interlocked.Read(ref _written);

    /// <summary>Observations written; estimates made of them not counted.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Observations not written yet. Estimates can be made again from what is.</summary>
    public long Unstored => Interlocked.Read(ref _observed) - Stored;

    /// <summary>Whether calls must wait until the log has caught up.</summary>
    public bool IsSaturated => Pending >= _options.HighWater;

    /// <summary>Why writing fails at the moment, in one line; null while it works.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <inheritdoc/>
    public void Offer(Recorded recorded)
    {
        // Bounded by the gate, not by the channel: what is out when the gate closes must still find room.
        if (!_channel.Writer.TryWrite(recorded)) return;
        Interlocked.Increment(ref _offered);
        if (recorded is Observation) Interlocked.Increment(ref _observed);
    }

    /// <summary>Takes no more and writes what is there; false if it was not all written in time.</summary>
    public async Task<bool> FlushAsync(TimeSpan budget)
    {
        _channel.Writer.TryComplete();
        try
        {
            await _carrying.WaitAsync(budget, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _giveUp.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Given up before.
        }

        return Pending == 0;
    }

    private async Task<Done> WriteAsync(IObservationLog log, IReadOnlyList<Recorded> batch)
    {
        var sequence = ++_sequence;
        for (var failures = 0; ; failures++)
        {
            try
            {
                await log.AppendAsync(sequence, batch, _giveUp.Token).ConfigureAwait(false);
                Interlocked.Add(ref _written, batch.Count);
                Interlocked.Add(ref _stored, batch.Count(piece => piece is Observation));
                Volatile.Write(ref _trouble, null);
                return Done.Instance;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The store is away or refuses: the batch stays ours, and the gate closes behind it.
                Volatile.Write(ref _trouble, error.Message);
                await Task.Delay(ObservationPipelineOptions.RetryAfter(failures), _time, _giveUp.Token).ConfigureAwait(false);
            }
        }
    }
}
