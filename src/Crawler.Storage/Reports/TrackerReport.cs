using System.Net.Sockets;

namespace Crawler.Storage.Reports;

/// <summary>One tracker over all its torrents and one address family.</summary>
public sealed record TrackerReport
{
    /// <summary>The announce URL, redacted; two passkeys on one tracker are two reports that look alike.</summary>
    public required string Tracker { get; init; }

    /// <summary>
    /// The family it was asked over; null where none was, or it is not known. A family that the host turned out not to
    /// have is left out, unless nothing else is known of the tracker.
    /// </summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Attempts, scrapes included.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts answered usefully.</summary>
    public long Successes { get; init; }

    /// <summary>
    /// Attempts that say nothing of the tracker, our own uplink being down or the host without an address of the
    /// family: not part of its availability.
    /// </summary>
    public long Unknown { get; init; }

    /// <summary>When the last useful answer was asked for; null if there was none.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When the last failed attempt began; null if none failed.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>What went wrong then; null if none failed or it had no text.</summary>
    public string? LastError { get; init; }

    /// <summary>Round trips of all answers, refusals included; null if there was none.</summary>
    public Latency? Latency { get; init; }

    /// <summary>Peers nobody can be behind, summed over its replies.</summary>
    public long Bogons { get; init; }
}

/// <summary>Quantiles of round trips by nearest rank.</summary>
/// <param name="Answers">How many round trips.</param>
/// <param name="P50">Half were at most this; never understated, overstated by less than 100 µs.</param>
/// <param name="P95">95 % were at most this; as exact as <paramref name="P50"/>.</param>
/// <param name="Max">The longest, exact to the microsecond.</param>
public sealed record Latency(long Answers, TimeSpan P50, TimeSpan P95, TimeSpan Max);
