namespace Crawler.Notifications.Watching;

/// <summary>A quarter of an hour in which a tracker was called and the calls say something of it: our own outages do not.</summary>
/// <param name="At">When it begins.</param>
/// <param name="IsUp">Whether any call was answered, a refusal too.</param>
public readonly record struct Look(DateTimeOffset At, bool IsUp);

/// <summary>What looks at a tracker come to.</summary>
/// <param name="IsDown">Whether it is down; null where that cannot be told: too few looks, or none lately.</param>
/// <param name="Since">Since when it is as it is; null where that is not known.</param>
/// <param name="Looks">Looks that agree, one after the other.</param>
public readonly record struct LookVerdict(bool? IsDown, DateTimeOffset? Since, int Looks)
{
    /// <summary>Nothing can be told.</summary>
    public static readonly LookVerdict Unknown = new(null, null, 0);

    /// <summary>Fewer looks may be one bad moment.</summary>
    public const int LeastLooks = 2;

    /// <summary>
    /// A verdict that is older is none, and looks further apart do not belong together: 18 quarters of an hour, longer than
    /// the crawl ever pauses after a failure, as in all that is said of availability.
    /// </summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15 * 18);

    /// <summary>
    /// One answer shows that it is up. That it is down takes <see cref="LeastLooks"/> looks without an answer that lie
    /// <paramref name="downAfter"/> apart, with no answer and no long silence between.
    /// </summary>
    /// <param name="looks">Ascending.</param>
    /// <param name="now">The time.</param>
    /// <param name="downAfter">How far the first and the last lie apart at least.</param>
    public static LookVerdict Of(IReadOnlyList<Look> looks, DateTimeOffset now, TimeSpan downAfter)
    {
        if (looks.Count == 0 || now - looks[^1].At > LongestSilence) return Unknown;
        var (last, first) = (looks.Count - 1, looks.Count - 1);
        while (first > 0 && looks[first - 1].IsUp == looks[last].IsUp && looks[first].At - looks[first - 1].At <= LongestSilence) first--;
        var (count, since) = (last - first + 1, looks[first].At);
        if (looks[last].IsUp) return new LookVerdict(false, since, count);
        return count >= LeastLooks && looks[last].At - since >= downAfter ? new LookVerdict(true, since, count) : new LookVerdict(null, since, count);
    }
}
