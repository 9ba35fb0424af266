using Crawler.Protocol;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>
/// Seeders as long as there are any, leechers for what room is left: kind to those who download, but an estimate made of
/// such replies sizes the seeders alone.
/// </summary>
public sealed class SeedsFirst : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        var seeders = Math.Min(want, candidates.Seeders);
        foreach (var place in random.Distinct(candidates.Seeders, seeders)) chosen.Add(candidates[place]);
        foreach (var place in random.Distinct(candidates.Count - candidates.Seeders, want - seeders))
            chosen.Add(candidates[candidates.Seeders + place]);
    }
}
