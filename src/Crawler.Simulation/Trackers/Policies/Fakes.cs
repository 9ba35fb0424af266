using Crawler.Protocol;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>A share of each reply is made up: random addresses with nobody behind them; the rest is chosen by another policy.</summary>
/// <param name="share">φ: share of made-up peers, 0–1.</param>
/// <param name="honest">Who chooses the rest.</param>
public sealed class Fakes(double share, ISamplingPolicy honest) : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        // As many as an honest reply would have, so that its length does not tell.
        want = Math.Min(want, candidates.Count);
        var made = 0;
        for (var i = 0; i < want; i++)
        {
            if (random.Chance(share)) made++;
        }

        honest.Choose(candidates, want - made, random, chosen);
        for (; made > 0; made--) chosen.Add(PeerAddresses.MadeUp(random));
    }
}
