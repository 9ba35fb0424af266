using Crawler.Protocol;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>
/// The first so many in the order of peer ids, whatever is asked for: torrust's way, with 74, which is what one UDP packet
/// was thought to hold. All others are invisible, and no number of announces shows them.
/// </summary>
/// <param name="first">How many.</param>
public sealed class FirstByPeerId(int first = 74) : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        if (want == 0) return;
        var named = 0;
        foreach (var place in candidates.Members.ByPeerId)
        {
            if (place < candidates.First) continue;
            if (named++ == first) return;
            chosen.Add(candidates[place - candidates.First]);
        }
    }
}
