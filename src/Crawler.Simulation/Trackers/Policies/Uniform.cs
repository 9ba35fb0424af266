using Crawler.Protocol;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>Every subset of the size asked for is as likely as any other: what the textbooks suppose.</summary>
public sealed class Uniform : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        foreach (var place in random.Distinct(candidates.Count, want)) chosen.Add(candidates[place]);
    }
}
