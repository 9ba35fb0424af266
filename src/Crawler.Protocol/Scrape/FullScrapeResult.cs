using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Scrape;

/// <summary>What became of a full scrape. Swarms that came before it failed were handed over all the same.</summary>
public sealed record FullScrapeResult
{
    /// <summary>The tracker asked.</summary>
    public required TrackerUrl Tracker { get; init; }

    /// <summary>Ok if the whole answer was read, or as much of it as was wanted.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>How far it came.</summary>
    public required AttemptStage Stage { get; init; }

    /// <summary>What went wrong in one line: sanitised, bounded, redacted. Null on success.</summary>
    public string? ErrorText { get; init; }

    /// <summary>Swarms handed over; one that the tracker names twice counts twice.</summary>
    public long Swarms { get; init; }

    /// <summary>Bytes of the answer as they came.</summary>
    public long BytesOnWire { get; init; }

    /// <summary>Bytes of the answer, decompressed.</summary>
    public long BytesInflated { get; init; }

    /// <summary>HTTP status of the last hop; null before one came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>When the tracker wants to hear from us again, if it said so on refusing.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary>Seconds to wait at least until the next scrape, as the tracker sent them; null if it did not.</summary>
    public long? MinRequestInterval { get; init; }

    /// <summary>Whether the caller wanted no more before the answer ended.</summary>
    public bool CutShort { get; init; }

    /// <summary>Whether the tracker answered usefully.</summary>
    public bool Succeeded => Outcome == AttemptOutcome.Ok;
}
