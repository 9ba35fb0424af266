using Crawler.Statistics.Estimators;
using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Estimators;

public sealed class SchnabelTests
{
    /// <summary>Gerking's sunfish: n, m and M over 14 occasions; a few marked fish died, so M is not the sum of n − m.</summary>
    private static readonly MarkedCatch[] Sunfish =
    [
        new(10, 0, 0), new(27, 0, 10), new(17, 0, 37), new(7, 0, 54), new(1, 0, 61), new(5, 0, 62), new(6, 2, 67),
        new(15, 1, 71), new(9, 5, 85), new(18, 5, 89), new(16, 4, 102), new(5, 2, 112), new(7, 2, 115), new(19, 3, 119),
    ];

    [Fact]
    public void Sunfish_by_Schnabel() => Close.To(447.5, Schnabel.Estimate(Sunfish)?.Value);

    [Fact]
    public void Sunfish_by_Schnabel_as_Chapman_modified_it() => Close.To(429.6, Schnabel.Modified(Sunfish)?.Value);

    [Fact]
    public void Sunfish_by_Schumacher_and_Eschmeyer()
    {
        var estimate = SchumacherEschmeyer.Estimate(Sunfish);
        Close.To(422.97, estimate?.Value, 1e-5);
        Assert.True(estimate?.StandardError > 0);
    }

    [Fact]
    public void Nobody_seen_twice_has_no_size_by_either()
    {
        MarkedCatch[] none = [new(5, 0, 0), new(5, 0, 5)];
        Assert.Null(Schnabel.Estimate(none));
        Assert.Null(SchumacherEschmeyer.Estimate(none));
        Assert.Null(Schnabel.Modified([]));
    }

    [Fact]
    public void Catches_of_a_series_mark_whoever_was_new()
    {
        var swarm = new SwarmSightings();
        foreach (ulong[] keys in (ulong[][])[[1, 2, 3], [3, 4], [1, 4, 5]])
        {
            swarm.Add(0, keys);
            swarm.CloseWindow();
        }

        Assert.Equal([new(3, 0, 0), new(2, 1, 3), new(3, 2, 4)], MarkedCatch.Of(swarm.Primaries(0)));
    }
}
