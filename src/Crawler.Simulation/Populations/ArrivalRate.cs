using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Populations;

/// <summary>
/// How often peers arrive: λ(t) = λ₀ e^(−t/τ) (1 + a cos(2π (h − peak) / 24)), the decaying interest in a torrent (Guo et al.
/// 2005) with the hours of the day on top; a Poisson process.
/// </summary>
/// <param name="PerHour">λ₀: arrivals an hour at the start, the day's swing left out.</param>
public sealed record ArrivalRate(double PerHour)
{
    /// <summary>τ: after which the rate is 1/e; null for interest that does not fade.</summary>
    public TimeSpan? Decay { get; init; }

    /// <summary>a: the day's swing, 0–1.</summary>
    public double DaySwing { get; init; }

    /// <summary>UTC hour at which most arrive.</summary>
    public double PeakHour { get; init; } = 20;

    /// <summary>λ at a time, arrivals an hour.</summary>
    /// <param name="start">When the swarm began.</param>
    /// <param name="at">The moment asked about.</param>
    public double At(DateTimeOffset start, DateTimeOffset at) =>
        Faded(start, at) * (1 + (DaySwing * Math.Cos(2 * Math.PI * (at.UtcDateTime.TimeOfDay.TotalHours - PeakHour) / 24)));

    /// <summary>
    /// The next arrival after <paramref name="at"/>, by thinning (Lewis and Shedler 1979): λ never rises above what it is now
    /// at the top of the day. Null if none is to be expected any more: less than one in a thousand years.
    /// </summary>
    public DateTimeOffset? NextAfter(DateTimeOffset start, DateTimeOffset at, Random random)
    {
        const double never = 1 / (1000 * 365.25 * 24);
        while (true)
        {
            var most = Faded(start, at) * (1 + DaySwing);
            if (most < never) return null;
            var hours = random.NextExponential() / most;
            if (hours > 1 / never) return null;
            at += TimeSpan.FromHours(hours);
            if (random.NextDouble() * most < At(start, at)) return at;
        }
    }

    private double Faded(DateTimeOffset start, DateTimeOffset at) => Decay is { } tau ? PerHour * Math.Exp(-((at - start) / tau)) : PerHour;
}
