using Crawler.Protocol;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Simulation.Tests.Trackers.Policies;

/// <summary>
/// The overlap of two replies against even sampling's k²/N (1 − k/N)²: what was measured on the trackers that the policies are
/// named for. VMR 1.0, 1.7, 16 and 33 at N = 1000 and k = 50.
/// </summary>
public class OverlapVarianceTests
{
    public static TheoryData<ISamplingPolicy, double, double> Measured => new()
    {
        { new Uniform(), 0.9, 1.1 },
        { new JitteredStrata(), 1.5, 2.1 },
        { new TwoSlices(), 14, 20 },
        { new RunOfMap(), 28, 38 },
    };

    [Theory]
    [MemberData(nameof(Measured))]
    public void Overlaps_vary_as_on_the_tracker_it_is_like(ISamplingPolicy policy, double low, double high) =>
        Assert.InRange(Vmr(policy, members: 1_000, want: 50), low, high);

    /// <summary>On a running opentracker, draws of 200 overlapped with 2.3 and 3.2 times the even variance at these sizes.</summary>
    [Theory]
    [InlineData(10_424, 2.3)]
    [InlineData(5_212, 3.2)]
    public void Jittered_strata_are_as_uneven_as_the_real_opentracker(int members, double measured) =>
        Assert.Equal(1, Vmr(new JitteredStrata(), members, want: 200) / measured, 0.2);

    private static double Vmr(ISamplingPolicy policy, int members, int want)
    {
        var candidates = new Candidates(Samples.Members(members));
        var random = new SeededRandom(16);
        var overlaps = new double[6_000];
        for (var i = 0; i < overlaps.Length; i++)
        {
            var one = new List<PeerEndpoint>();
            var other = new List<PeerEndpoint>();
            policy.Choose(candidates, want, random, one);
            policy.Choose(candidates, want, random, other);
            overlaps[i] = one.ToHashSet().Count(other.Contains);
        }

        var mean = overlaps.Average();
        var even = (double)want * want / members * Math.Pow(1 - ((double)want / members), 2);
        return overlaps.Average(overlap => (overlap - mean) * (overlap - mean)) / even;
    }
}
