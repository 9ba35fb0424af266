using Crawler.Statistics.Occasions;
using Crawler.Statistics.OpenPopulations;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.OpenPopulations;

public sealed class JollySeberTests
{
    /// <summary>Jolly's capsids, thirteen occasions (Jolly 1965; Seber 1982, table 5.3).</summary>
    private static readonly JollySeberCounts Capsids = new()
    {
        WindowsPerOccasion = 1,
        Occasion = [.. Enumerable.Range(0, 13)],
        Seen = [54, 146, 169, 209, 220, 209, 250, 176, 172, 127, 123, 120, 142],
        Marked = [0, 10, 37, 56, 53, 77, 112, 86, 110, 84, 77, 72, 95],
        Released = [54, 143, 164, 202, 214, 207, 243, 175, 169, 126, 120, 120, 0],
        SeenLater = [24, 80, 70, 71, 109, 101, 108, 99, 70, 58, 44, 35, 0],
        Missed = [0, 14, 57, 71, 89, 121, 110, 132, 121, 107, 88, 60, 0],
    };

    [Fact]
    public void Capsids_come_out_as_in_Sebers_table()
    {
        double[] published = [511.4, 779.0, 962.9, 945.3, 882.1, 802.5, 653.5, 628.8, 478.4, 506.4, 462.9];
        var rows = JollySeber.Estimate(Capsids);
        Assert.Null(rows[0].Size);
        Assert.Null(rows[12].Size);
        for (var i = 0; i < published.Length; i++) Close.To(published[i], rows[i + 1].Size?.Value);
    }

    /// <summary>φ̂₁ … φ̂₃ of the same table.</summary>
    [Fact]
    public void Their_survival_is_Sebers_too()
    {
        var rows = JollySeber.Estimate(Capsids);
        double[] published = [0.649, 1.015, 0.867];
        for (var i = 0; i < published.Length; i++) Close.Printed(published[i], rows[i].Survival?.Value, 3);
        Assert.Null(rows[11].Survival);
    }

    [Fact]
    public void A_closed_swarm_keeps_its_size_and_everybody_stays()
    {
        var random = new Random(1);
        var swarm = new SwarmSightings();
        for (var window = 0; window < 8; window++)
        {
            for (var announce = 0; announce < 4; announce++) swarm.Add(0, Made.Draw(random, 1000, 100));
            swarm.CloseWindow();
        }

        var inner = JollySeberSize.Estimates(swarm.Primaries(0));
        Assert.Equal([1, 2, 3, 4, 5, 6], inner.Select(row => row.Occasion));
        Assert.InRange(inner.Average(row => row.Size.Size!.Value), 960, 1040);
        Assert.All(inner.SkipLast(1), row => Assert.InRange(row.Size.Survival!.Value, 0.85, 1));
    }

    [Fact]
    public void Leaving_and_arriving_are_told_apart_and_the_errors_are_what_they_say()
    {
        var random = new Random(2);
        var middle = Enumerable.Range(0, 200).Select(_ => Coming_and_going(random)).ToArray();
        var mean = middle.Average(row => row.Size!.Value);
        Assert.InRange(mean, 980, 1020);
        Assert.InRange(middle.Average(row => row.Survival!.Value), 0.88, 0.92);
        Assert.InRange(middle.Average(row => row.Arrivals!.Value), 80, 120);
        Assert.InRange(middle.Count(row => row.Low <= 1000 && row.High >= 1000), 184, 199);
        var spread = Math.Sqrt(middle.Average(row => Math.Pow(row.Size!.Value - mean, 2)));
        Assert.InRange(middle.Average(row => row.StandardError!.Value) / spread, 0.85, 1.15);
        Assert.All(middle, row => Assert.Equal(SizeMethod.JollySeber, row.Method));
    }

    /// <summary>A thousand places, a tenth of which change hands between windows; the fourth of seven windows.</summary>
    private static SizeEstimate Coming_and_going(Random random)
    {
        var swarm = new SwarmSightings();
        var present = Enumerable.Range(0, 1000).Select(at => (ulong)at).ToArray();
        var next = 1000UL;
        for (var window = 0; window < 7; window++)
        {
            for (var announce = 0; announce < 4; announce++)
                swarm.Add(0, [.. Made.Draw(random, 1000, 60).Select(place => present[place])]);
            swarm.CloseWindow();
            foreach (ref var peer in present.AsSpan())
                if (random.NextDouble() < 0.1) peer = next++;
        }

        return JollySeberSize.Estimates(swarm.Primaries(0)).Single(row => row.Occasion == 3).Size;
    }

    [Fact]
    public void Two_windows_tell_nothing()
    {
        var swarm = new SwarmSightings();
        swarm.Add(0, [1, 2, 3]);
        swarm.CloseWindow();
        swarm.Add(0, [2, 3, 4]);
        Assert.All(JollySeber.Estimate(swarm.Primaries(0)), row => Assert.Null(row.Size));
    }
}
