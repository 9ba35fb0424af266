using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.Storage.Reports;

/// <summary>One swarm and what its trackers said.</summary>
public sealed record TorrentReport
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its name; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Where the target came from; null if unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Content size in bytes; null if unknown.</summary>
    public long? Size { get; init; }

    /// <summary>Distinct (ip, port) over all its trackers and both families, as far as merged; not ourselves, no bogons.</summary>
    public required long DistinctPeers { get; init; }

    /// <summary>Latest estimates over all its trackers together, one of each kind there is for each family, IPv4 first.</summary>
    public IReadOnlyList<StoredEstimate> Estimates { get; init; } = [];

    /// <summary>Its trackers by tier and position, then those seen in the log only; each once for every family measured, IPv4 first.</summary>
    public required IReadOnlyList<TorrentTrackerReport> Trackers { get; init; }
}

/// <summary>One swarm on one tracker over one address family.</summary>
public sealed record TorrentTrackerReport
{
    /// <summary>The announce URL, redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>
    /// The family the tracker was asked over; null where none was, or it is not known. A family that the host turned
    /// out not to have is left out, unless nothing else is known of the tracker.
    /// </summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Tier in the announce list; null where the tracker was not registered for the torrent.</summary>
    public int? Tier { get; init; }

    /// <summary>Place in the tier; null as <see cref="Tier"/>.</summary>
    public int? Position { get; init; }

    /// <summary>Whether it is still announced; null if it never was.</summary>
    public ScheduleState? State { get; init; }

    /// <summary>When the next announce is due; null if none was ever made.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Attempts, scrapes included; those for which the host had no address of the family are left out.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts answered usefully.</summary>
    public long Successes { get; init; }

    /// <summary>Attempts that say nothing of the tracker, our own uplink being down: not part of its availability.</summary>
    public long Unknown { get; init; }

    /// <summary>When the last of <see cref="Attempts"/> began; null if there was none.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>What came of the last attempt.</summary>
    public AttemptOutcome? LastOutcome { get; init; }

    /// <summary>What went wrong in the last attempt; null if nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>Seeders as last claimed; null if never.</summary>
    public long? Seeders { get; init; }

    /// <summary>Leechers as last claimed, in the same answer as <see cref="Seeders"/>; null if that left them out.</summary>
    public long? Leechers { get; init; }

    /// <summary>When these were claimed; null if never.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Completed downloads as last claimed, perhaps in an older answer; null if never.</summary>
    public long? Downloaded { get; init; }

    /// <summary>Distinct (ip, port) of either family it named when asked over this one, as far as merged; not ourselves, no bogons.</summary>
    public long DistinctPeers { get; init; }

    /// <summary>Peers nobody can be behind, summed over its replies.</summary>
    public long Bogons { get; init; }

    /// <summary>Latest estimates of the swarm's size seen through it over this family, one of each kind there is.</summary>
    public IReadOnlyList<StoredEstimate> Estimates { get; init; } = [];
}
