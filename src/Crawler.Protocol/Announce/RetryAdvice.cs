namespace Crawler.Protocol.Announce;

/// <summary>
/// A tracker's word on when to come back: BEP 31 <c>retry in</c> or HTTP <c>Retry-After</c>.
/// <paramref name="After"/> is null for "never".
/// </summary>
public sealed record RetryAdvice(TimeSpan? After)
{
    /// <summary>BEP 31 <c>never</c>.</summary>
    public static readonly RetryAdvice Never = new((TimeSpan?)null);

    /// <summary>Whether the tracker does not want to hear from us again.</summary>
    public bool IsNever => After is null;
}
