using Crawler.Statistics.Series;

namespace Crawler.Web.Api.Shapes;

/// <summary>How large swarms are, by the latest estimate of each.</summary>
public sealed record DistributionShape
{
    /// <summary>Points to a factor of ten.</summary>
    private const int ToTen = 20;

    /// <summary>Swarms with an estimate of finite value.</summary>
    public required int Swarms { get; init; }

    /// <summary>Mean, peers; null without any.</summary>
    public required double? Mean { get; init; }

    /// <summary>Median; null without any.</summary>
    public required double? P50 { get; init; }

    /// <summary>Nine of ten are at most so large; null without any.</summary>
    public required double? P90 { get; init; }

    /// <summary>99 of a hundred are at most so large; null without any.</summary>
    public required double? P99 { get; init; }

    /// <summary>The complementary distribution (CCDF), by ascending size.</summary>
    public required IReadOnlyList<CcdfShape> Points { get; init; }

    internal static DistributionShape Of(IReadOnlyList<double> sizes)
    {
        var distribution = new Distribution(sizes);
        return new DistributionShape
        {
            Swarms = distribution.Count,
            Mean = distribution.Mean,
            P50 = distribution.Quantile(0.5),
            P90 = distribution.Quantile(0.9),
            P99 = distribution.Quantile(0.99),
            Points = distribution.Count == 0 ? [] :
            [
                .. Grid(sizes.Min(), sizes.Max()).Select(peers => new CcdfShape { Peers = peers, ShareAtLeast = distribution.AtLeast(peers)!.Value }),
            ],
        };
    }

    /// <summary>From the smallest to the largest, evenly on a logarithmic axis: enough for any plot, whatever the number of swarms.</summary>
    private static IEnumerable<double> Grid(double least, double most)
    {
        yield return least;
        var first = (int)Math.Floor(Math.Log10(Math.Max(least, 1)) * ToTen) + 1;
        for (var i = first; Math.Pow(10, (double)i / ToTen) is var peers && peers < most; i++)
            if (peers > least)
                yield return Math.Round(peers, 2);
        if (most > least) yield return most;
    }
}

/// <summary>A point of the complementary distribution.</summary>
public sealed record CcdfShape
{
    /// <summary>A size, peers.</summary>
    public required double Peers { get; init; }

    /// <summary>Share of swarms that are at least so large, 0–1.</summary>
    public required double ShareAtLeast { get; init; }
}
