using System.Net;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Http;

/// <summary>What became of one HTTP exchange, redirects included.</summary>
internal sealed record HttpAnswer
{
    /// <summary>How far it came.</summary>
    public AttemptStage Stage { get; init; } = AttemptStage.Prepare;

    /// <summary>Ok once a whole body is there, whatever its status.</summary>
    public AttemptOutcome Outcome { get; init; } = AttemptOutcome.Ok;

    /// <summary>What went wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>Status of the last hop.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The body, decompressed.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body as it came.</summary>
    public int? BytesOnWire { get; init; }

    /// <summary>Address of the last hop.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Look-up time of all hops.</summary>
    public TimeSpan DnsTime { get; init; }

    /// <summary>From the first request to the last byte, look-ups not included.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Requests sent.</summary>
    public int Requests { get; init; }

    /// <summary><c>Retry-After</c>.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary>The same answer, failed.</summary>
    public HttpAnswer Failed(AttemptStage stage, AttemptOutcome outcome, string problem) =>
        this with { Stage = stage, Outcome = outcome, Problem = problem };
}
