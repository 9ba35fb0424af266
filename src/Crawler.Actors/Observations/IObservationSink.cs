using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Observations;

/// <summary>One attempt and the session as it stood after it: what a crawl records.</summary>
public sealed record Observation(Attempt Attempt, TrackerSession Session);

/// <summary>Where observations go. Taking one must not block: calls are held back before it is full.</summary>
public interface IObservationSink
{
    /// <summary>Takes one observation.</summary>
    void Offer(Observation observation);
}

/// <summary>Keeps batches of observations for good. Host adapts the store to it.</summary>
public interface IObservationLog
{
    /// <summary>
    /// Appends a batch. May be repeated with the same sequence after a failure; the second time must then change
    /// nothing if the first had succeeded.
    /// </summary>
    /// <param name="sequence">1, 2, 3, … within one run.</param>
    /// <param name="batch">In the order observed.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    Task AppendAsync(long sequence, IReadOnlyList<Observation> batch, CancellationToken cancellation);
}
