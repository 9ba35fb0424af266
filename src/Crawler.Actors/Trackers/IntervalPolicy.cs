namespace Crawler.Actors.Trackers;

/// <summary>
/// What is made of a tracker's <c>interval</c> and <c>min interval</c>. Values are clamped as whole
/// seconds before a <see cref="TimeSpan"/> exists: 2⁶³−1, −1 and 0 occur.
/// </summary>
/// <param name="Shortest">Nobody is called more often, whatever it asks for.</param>
/// <param name="Longest">Nobody is called more rarely than this.</param>
/// <param name="Default">Used when the tracker names none.</param>
/// <param name="JitterShare">Up to this share is added, so that calls spread; never subtracted, an interval is a floor.</param>
public sealed record IntervalPolicy(TimeSpan Shortest, TimeSpan Longest, TimeSpan Default, double JitterShare)
{
    /// <summary>60 s to 24 h, 30 min by default, up to 5 % late.</summary>
    public static readonly IntervalPolicy Standard = new(TimeSpan.FromSeconds(60), TimeSpan.FromHours(24), TimeSpan.FromMinutes(30), 0.05);

    /// <summary>Seconds as sent to a usable span; null stays null.</summary>
    public TimeSpan? Clamp(long? seconds) => seconds is { } value
        ? TimeSpan.FromSeconds(Math.Clamp(value, (long)Shortest.TotalSeconds, (long)Longest.TotalSeconds))
        : null;

    /// <summary>The time between two calls: the interval, never below the minimum; the default where the tracker is silent.</summary>
    public TimeSpan Between(TimeSpan? interval, TimeSpan? minInterval)
    {
        var wanted = interval ?? Default;
        return minInterval > wanted ? minInterval.Value : wanted;
    }

    /// <summary>A span made up to <see cref="JitterShare"/> longer.</summary>
    /// <param name="span">The floor.</param>
    /// <param name="random">Uniform in [0, 1).</param>
    public TimeSpan Late(TimeSpan span, double random) => span * (1 + (JitterShare * random));
}
