using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Storage.Views;

/// <summary>The last call of one torrent at a tracker, as its answer came. What a tracker wrote is bounded and redacted, but hostile all the same: shown as text only.</summary>
public sealed record LastCall
{
    /// <summary>The torrent.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its name; null if unknown, and for a canary.</summary>
    public required string? Name { get; init; }

    /// <summary>Whether it is a canary.</summary>
    public required bool IsCanary { get; init; }

    /// <summary>The family asked over; null if unknown.</summary>
    public required AddressFamily? Family { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Announce or scrape; null where the row is no longer in the log.</summary>
    public required AttemptKind? Kind { get; init; }

    /// <summary>The event announced; null for a scrape, and where not in the log.</summary>
    public required AnnounceEvent? Event { get; init; }

    /// <summary>What came of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The address spoken to; null where none was reached or it is not in the log.</summary>
    public required string? Address { get; init; }

    /// <summary>Round trip; null without an answer.</summary>
    public required TimeSpan? RoundTrip { get; init; }

    /// <summary>HTTP status; null over UDP.</summary>
    public required int? HttpStatus { get; init; }

    /// <summary>Peers asked for; null where left to the tracker.</summary>
    public required int? NumWant { get; init; }

    /// <summary>Seeders as claimed; null if absent.</summary>
    public required long? Complete { get; init; }

    /// <summary>Leechers as claimed; null if absent.</summary>
    public required long? Incomplete { get; init; }

    /// <summary>Completed downloads as claimed; null if absent.</summary>
    public required long? Downloaded { get; init; }

    /// <summary><c>interval</c>, seconds as sent; null if absent.</summary>
    public required long? Interval { get; init; }

    /// <summary><c>min interval</c>, seconds as sent; null if absent.</summary>
    public required long? MinInterval { get; init; }

    /// <summary>Peers named; null without a reply.</summary>
    public required int? Peers { get; init; }

    /// <summary>What was odd about the reply; null without one.</summary>
    public required ReplyOddities? Oddities { get; init; }

    /// <summary>What went wrong; null on success.</summary>
    public required string? Error { get; init; }

    /// <summary><c>warning message</c>; null if absent.</summary>
    public required string? Warning { get; init; }
}
