using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Shapes;

/// <summary>The last call of one torrent at a tracker, as its answer came. What a tracker wrote is text of a stranger.</summary>
public sealed record LastCallShape
{
    /// <summary>The torrent: 40 hexadecimal digits.</summary>
    public required string InfoHash { get; init; }

    /// <summary>Its name; null if unknown, and for a canary.</summary>
    public required string? Name { get; init; }

    /// <summary>Whether it is a canary: an infohash nobody ever registered.</summary>
    public required bool IsCanary { get; init; }

    /// <summary>The family asked over; null if unknown.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Announce or scrape; null where the call is no longer in the log.</summary>
    public required AttemptKind? Kind { get; init; }

    /// <summary>The event announced; null for a scrape, and where not in the log.</summary>
    public required AnnounceEvent? Event { get; init; }

    /// <summary>What came of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The address spoken to; null where none was reached or it is not in the log.</summary>
    public required string? Address { get; init; }

    /// <summary>Round trip, milliseconds; null without an answer.</summary>
    public required double? RoundTripMs { get; init; }

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

    /// <summary>`interval`, seconds as sent; null if absent.</summary>
    public required long? Interval { get; init; }

    /// <summary>`min interval`, seconds as sent; null if absent.</summary>
    public required long? MinInterval { get; init; }

    /// <summary>Peers named; null without a reply.</summary>
    public required int? Peers { get; init; }

    /// <summary>What was odd about the reply, a word each; null without one.</summary>
    public required IReadOnlyList<string>? Oddities { get; init; }

    /// <summary>What went wrong, the tracker's own words where it refused; null on success.</summary>
    public required string? Error { get; init; }

    /// <summary>`warning message`; null if absent.</summary>
    public required string? Warning { get; init; }

    internal static LastCallShape Of(LastCall call) => new()
    {
        InfoHash = call.InfoHash.ToString(),
        Name = call.Name,
        IsCanary = call.IsCanary,
        Family = Words.Of(call.Family),
        At = call.At,
        Kind = call.Kind,
        Event = call.Event,
        Outcome = call.Outcome,
        Address = call.Address,
        RoundTripMs = Words.Milliseconds(call.RoundTrip),
        HttpStatus = call.HttpStatus,
        NumWant = call.NumWant,
        Complete = call.Complete,
        Incomplete = call.Incomplete,
        Downloaded = call.Downloaded,
        Interval = call.Interval,
        MinInterval = call.MinInterval,
        Peers = call.Peers,
        Oddities = Words.Of(call.Oddities),
        Error = UrlsInText.Redact(call.Error),
        Warning = UrlsInText.Redact(call.Warning),
    };
}
