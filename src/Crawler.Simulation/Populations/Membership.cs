using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Populations;

/// <summary>
/// To which trackers of an announce list a peer announces. Some clients announce to all; the rest to the first that
/// answers of each tier, in an order of their own (BEP 12). So trackers are no independent samples of a swarm, and what
/// they share is known here.
/// </summary>
/// <param name="AllShare">Share of peers that announce to every tracker that answers, 0–1.</param>
/// <param name="FirstTierShare">Share of the rest that stop at the first tier with an answer, 0–1: BEP 12 to the letter.</param>
public sealed record Membership(double AllShare, double FirstTierShare = 0)
{
    /// <summary>Every peer at every tracker.</summary>
    public static readonly Membership Everywhere = new(1);

    /// <summary>The trackers one peer will announce to; each once, however many names it has.</summary>
    /// <param name="tiers">The announce list.</param>
    /// <param name="at">When the peer arrives: a tracker that is down then is passed over.</param>
    /// <param name="random">The peer's own choices.</param>
    public SimulatedTracker[] Choose(IReadOnlyList<IReadOnlyList<SimulatedTracker>> tiers, DateTimeOffset at, Random random)
    {
        if (random.Chance(AllShare)) return [.. tiers.SelectMany(tier => tier).Where(tracker => tracker.IsUp(at)).Distinct()];

        var firstTierOnly = random.Chance(FirstTierShare);
        var chosen = new List<SimulatedTracker>(tiers.Count);
        foreach (var tier in tiers)
        {
            // A share of the tier as if shuffled: the first that answers of a random order is a random one of those up.
            var up = tier.Where(tracker => tracker.IsUp(at)).ToArray();
            if (up.Length == 0) continue;
            var tracker = up[random.Next(up.Length)];
            if (!chosen.Contains(tracker)) chosen.Add(tracker);
            if (firstTierOnly) break;
        }

        return [.. chosen];
    }
}
