using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Occasions;

namespace Crawler.Actors.Observations;

/// <summary>What a crawl records: an <see cref="Observation"/> or a <see cref="Measuring.SwarmEstimate"/>.</summary>
public abstract record Recorded;

/// <summary>One attempt and the session as it stood after it.</summary>
public sealed record Observation(Attempt Attempt, TrackerSession Session) : Recorded
{
    /// <summary>What it counted for in the swarm's size; null if for nothing: it failed, or nobody was measuring.</summary>
    public SwarmLook? Look { get; init; }

    /// <summary>The call's trace; null where it has none.</summary>
    internal CallTrace? Trace { get; init; }
}

/// <summary>Where the record goes. Taking a piece of it must not block: calls are held back before it is full.</summary>
public interface IObservationSink
{
    /// <summary>Takes one piece.</summary>
    void Offer(Recorded recorded);

    /// <summary>Done when all that was offered before is in the store itself, where others read it.</summary>
    Task StoredAsync() => Task.CompletedTask;
}

/// <summary>Keeps batches of the record for good. Host adapts the store to it.</summary>
public interface IObservationLog
{
    /// <summary>What it has taken and the store has not.</summary>
    LogWait Wait => LogWait.None;

    /// <summary>
    /// Appends a batch. May be repeated with the same sequence after a failure; the second time must then change
    /// nothing if the first had succeeded.
    /// </summary>
    /// <param name="sequence">1, 2, 3, … within one run.</param>
    /// <param name="batch">In the order observed.</param>
    /// <param name="cancellation">Time is over: a log that can keep the batch elsewhere does, any other gives up.</param>
    Task AppendAsync(long sequence, IReadOnlyList<Recorded> batch, CancellationToken cancellation);
}
