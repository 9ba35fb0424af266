namespace Crawler.Notifications.Sending;

/// <summary>How many messages may go: some at once, then as many an hour. Immutable; the time is an argument.</summary>
/// <param name="Tokens">Messages that may go now; fractions grow with time.</param>
/// <param name="At">When that was so; null: it is full.</param>
public readonly record struct TokenBucket(double Tokens, DateTimeOffset? At)
{
    /// <summary>Full.</summary>
    public static readonly TokenBucket Full;

    /// <summary>Share of an hour's messages that may go at once.</summary>
    private const double Burst = 0.25;

    /// <summary>Takes one, if one is there.</summary>
    /// <param name="now">The time; where it goes back nothing is gained.</param>
    /// <param name="perHour">Messages an hour, at least 1.</param>
    /// <returns>The bucket after; null if none was there.</returns>
    public TokenBucket? Take(DateTimeOffset now, int perHour)
    {
        var most = Math.Max(1, perHour * Burst);
        var gained = At is { } at ? Math.Max(0, (now - at).TotalHours) * perHour : most;
        var tokens = Math.Min(most, Tokens + gained);
        return tokens >= 1 ? new TokenBucket(tokens - 1, now) : null;
    }
}
