using Crawler.Protocol;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>
/// One peer of each of <c>want</c> equal strata of half the ring, which begins at a random place: opentracker's way. Each
/// peer is as likely as any other, but two replies share half a ring, a whole, or nothing, so that their overlap varies
/// more than textbooks suppose: by k² / 3N over 1, at k = 50 and N = 1000 by 0.8.
/// </summary>
public sealed class JitteredStrata : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        var count = candidates.Count;
        want = Math.Min(want, count);
        if (want == 0) return;
        var arc = Math.Max(want, (count + 1) / 2);
        var start = random.Next(count);
        for (var stratum = 0; stratum < want; stratum++)
        {
            var from = (int)((long)arc * stratum / want);
            var to = (int)((long)arc * (stratum + 1) / want);
            chosen.Add(candidates[(start + random.Next(from, to)) % count]);
        }
    }
}
