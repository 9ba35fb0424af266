using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Reports.Stats;

/// <summary>How much was measured.</summary>
public sealed record DataSetSize
{
    /// <summary>When the first call in scope began; null without any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When the last began; null without any.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Torrents called about.</summary>
    public long Torrents { get; init; }

    /// <summary>Trackers called.</summary>
    public long Trackers { get; init; }

    /// <summary>Calls by kind and what came of them; those that did not occur are left out.</summary>
    public required IReadOnlyList<CallCount> Calls { get; init; }

    /// <summary>Distinct (torrent, tracker, address, port): rows of the aggregate.</summary>
    public long Sightings { get; init; }

    /// <summary>Peers named, each as often as a reply named it.</summary>
    public long PeersNamed { get; init; }

    /// <summary>Calls in all.</summary>
    public long Attempts => Calls.Sum(call => call.Calls);

    /// <summary>Calls with a usable reply.</summary>
    public long Replies => Calls.Where(call => call.Outcome == AttemptOutcome.Ok).Sum(call => call.Calls);
}

/// <summary>Calls of one kind that came to the same.</summary>
/// <param name="Kind">Announce or scrape.</param>
/// <param name="Outcome">What came of them.</param>
/// <param name="Calls">How many.</param>
public readonly record struct CallCount(AttemptKind Kind, AttemptOutcome Outcome, long Calls);
