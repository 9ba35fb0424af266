namespace Crawler.Protocol.Announce;

/// <summary>
/// A tracker's word on when to come back: BEP 31 <c>retry in</c> or HTTP <c>Retry-After</c>.
/// <paramref name="After"/> is null for "never".
/// </summary>
public sealed record RetryAdvice(TimeSpan? After)
{
    /// <summary>Longer advice counts as this: timers and dates stay within range.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>BEP 31 <c>never</c>.</summary>
    public static readonly RetryAdvice Never = new((TimeSpan?)null);

    /// <summary>Whether the tracker does not want to hear from us again.</summary>
    public bool IsNever => After is null;

    /// <summary>After so many minutes, at most <see cref="Longest"/>.</summary>
    public static RetryAdvice InMinutes(long minutes) =>
        new(TimeSpan.FromMinutes(Math.Min(minutes, (long)Longest.TotalMinutes)));

    /// <summary>After so many seconds, at most <see cref="Longest"/>.</summary>
    public static RetryAdvice InSeconds(long seconds) =>
        new(TimeSpan.FromSeconds(Math.Min(seconds, (long)Longest.TotalSeconds)));
}
