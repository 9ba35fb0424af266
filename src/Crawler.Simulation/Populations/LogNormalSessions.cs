using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Populations;

/// <summary>Log-normal sessions: the other heavy tail that fits measured ones.</summary>
/// <param name="Median">The time by which half have left.</param>
/// <param name="Sigma">Standard deviation of the logarithm, 1.5–2.5 in measurements.</param>
public sealed record LogNormalSessions(TimeSpan Median, double Sigma) : ISessionLengths
{
    /// <inheritdoc/>
    public TimeSpan Mean => Median * Math.Exp(Sigma * Sigma / 2);

    /// <inheritdoc/>
    public TimeSpan Draw(Random random) => Median * Math.Exp(Sigma * random.NextNormal());

    /// <inheritdoc/>
    /// <remarks>Weighted by its length, the logarithm's mean moves up by σ².</remarks>
    public TimeSpan DrawResidual(Random random) => Draw(random) * (Math.Exp(Sigma * Sigma) * random.NextDouble());
}
