using Crawler.Simulation.Randomness;
using MathNet.Numerics;

namespace Crawler.Simulation.Populations;

/// <summary>
/// Weibull sessions. A shape below 1 is what BitTorrent shows: most leave soon, and who has stayed long stays longer
/// (Stutzbach and Rejaie 2006 fit shape 0.38, scale 42.4 min; mean 163 min).
/// </summary>
/// <param name="Shape">Above 0.</param>
/// <param name="Scale">The time by which 63 % have left.</param>
public sealed record WeibullSessions(double Shape, TimeSpan Scale) : ISessionLengths
{
    /// <summary>Shape 0.38, scale 42.4 min.</summary>
    public static readonly WeibullSessions Measured = new(0.38, TimeSpan.FromMinutes(42.4));

    /// <inheritdoc/>
    public TimeSpan Mean => Scale * SpecialFunctions.Gamma(1 + (1 / Shape));

    /// <inheritdoc/>
    public TimeSpan Draw(Random random) => Scale * Math.Pow(random.NextExponential(), 1 / Shape);

    /// <inheritdoc/>
    /// <remarks>(S / scale)^shape is exponential; weighted by S it is gamma with shape 1 + 1/shape.</remarks>
    public TimeSpan DrawResidual(Random random) =>
        Scale * (Math.Pow(random.NextGamma(1 + (1 / Shape)), 1 / Shape) * random.NextDouble());
}
