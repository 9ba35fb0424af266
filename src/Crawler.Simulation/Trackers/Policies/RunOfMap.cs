using Crawler.Protocol;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>
/// One run of neighbours from a random place of the map on, round its end: chihaya's way, which is Go's iteration over a
/// map. Each peer is as likely as any other; two replies overlap much or not at all.
/// </summary>
public sealed class RunOfMap : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        if (candidates.Count == 0) return;
        var start = random.Next(candidates.Count);
        for (var step = 0; step < Math.Min(want, candidates.Count); step++)
            chosen.Add(candidates[(start + step) % candidates.Count]);
    }
}
