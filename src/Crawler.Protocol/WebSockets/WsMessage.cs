using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.WebSockets;

/// <summary>One message of a WebSocket tracker, as far as it concerns a crawler.</summary>
public sealed record WsMessage
{
    /// <summary><c>announce</c> or <c>scrape</c>; null where the tracker does not say, as in some errors.</summary>
    public string? Action { get; init; }

    /// <summary>The swarm an announce is about.</summary>
    public InfoHash? InfoHash { get; init; }

    /// <summary><c>failure reason</c>, sanitised.</summary>
    public string? FailureReason { get; init; }

    /// <summary>When the tracker wants to hear from us again.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary><c>warning message</c>, sanitised.</summary>
    public string? Warning { get; init; }

    /// <summary><c>interval</c> in seconds as sent.</summary>
    public long? Interval { get; init; }

    /// <summary><c>min interval</c> in seconds as sent.</summary>
    public long? MinInterval { get; init; }

    /// <summary>Counts of an announce, as claimed.</summary>
    public ScrapeCounts Counts { get; init; } = new(null, null, null);

    /// <summary>To be sent back on later announces.</summary>
    public TrackerId? TrackerId { get; init; }

    /// <summary>Counts of a scrape by swarm.</summary>
    public IReadOnlyDictionary<InfoHash, ScrapeCounts> Files { get; init; } = new Dictionary<InfoHash, ScrapeCounts>();

    /// <summary>A WebRTC offer or answer of another peer, passed on by the tracker: not the answer to anything we asked.</summary>
    public bool IsSignalling { get; init; }
}
