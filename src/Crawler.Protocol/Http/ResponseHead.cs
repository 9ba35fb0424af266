using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Http;

/// <summary>What the head of a response says beside its status.</summary>
internal static class ResponseHead
{
    /// <summary>Where it leads; null if it is no redirect. Not validated: the parsed header would come back with its path normalised.</summary>
    public static string? Location(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.NonValidated.TryGetValues("Location", out var locations)
            ? locations.First()
            : null;

    /// <summary>When the tracker wants to hear from us again, if it says so.</summary>
    public static RetryAdvice? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        // Looked for first: parsing a header that is not there costs more than all else here.
        if (!response.Headers.NonValidated.Contains("Retry-After")) return null;
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => RetryAdvice.InSeconds((long)delta.TotalSeconds),
            { Date: { } date } when date > time.GetUtcNow() => RetryAdvice.InSeconds((long)(date - time.GetUtcNow()).TotalSeconds),
            _ => null,
        };
    }
}
