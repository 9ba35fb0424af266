using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Populations;

/// <summary>Sessions without memory: the textbook case, against which the heavy tail of real ones is held.</summary>
/// <param name="Mean">E[S].</param>
public sealed record ExponentialSessions(TimeSpan Mean) : ISessionLengths
{
    /// <inheritdoc/>
    public TimeSpan Draw(Random random) => Mean * random.NextExponential();

    /// <inheritdoc/>
    public TimeSpan DrawResidual(Random random) => Draw(random);
}
