using Crawler.Protocol;

namespace Crawler.Simulation.Trackers.Policies;

/// <summary>
/// Two runs of neighbours, one from each half of the map, each beginning at a random place where it still fits: aquatic's
/// way. Peers next to the ends of a half are named less often than others.
/// </summary>
public sealed class TwoSlices : ISamplingPolicy
{
    /// <inheritdoc/>
    public void Choose(Candidates candidates, int want, Random random, List<PeerEndpoint> chosen)
    {
        want = Math.Min(want, candidates.Count);
        var middle = candidates.Count / 2;
        var first = Math.Min(want / 2, middle);
        Slice(0, middle, first);
        Slice(middle, candidates.Count, want - first);

        void Slice(int from, int to, int length)
        {
            var start = random.Next(from, to - length + 1);
            for (var place = start; place < start + length; place++) chosen.Add(candidates[place]);
        }
    }
}
