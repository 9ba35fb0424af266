using Crawler.Statistics.Sizes;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Estimates held against the truth.</summary>
internal sealed class Scores
{
    /// <summary>What says that the size is not to be believed, whatever its interval.</summary>
    public const SizeFlags Alarms = SizeFlags.ClaimMismatch | SizeFlags.SeedsFirst | SizeFlags.FixedSubset | SizeFlags.Fabricated;

    private readonly IReadOnlyList<(SizeEstimate Size, double Truth)> _runs;

    public Scores(IReadOnlyList<(SizeEstimate Size, double Truth)> runs) => _runs = runs;

    /// <summary>Runs.</summary>
    public int Runs => _runs.Count;

    /// <summary>Median of N̂/N − 1; no finite N̂ counts as infinite.</summary>
    public double MedianBias => Median(run => (run.Size.Size ?? double.PositiveInfinity) / run.Truth) - 1;

    /// <summary>Mean of N̂/N − 1; infinite if one run had no finite N̂.</summary>
    public double MeanBias => _runs.Average(run => (run.Size.Size ?? double.PositiveInfinity) / run.Truth) - 1;

    /// <summary>Runs whose interval lay above the truth. The truth may be a mean and the ends are whole, so it is rounded.</summary>
    public int Above => _runs.Count(run => run.Size.Low > Math.Ceiling(run.Truth));

    /// <summary>Runs whose interval lay below it.</summary>
    public int Below => _runs.Count(run => run.Size.High < Math.Floor(run.Truth));

    /// <summary>Runs whose interval held it.</summary>
    public int Held => Runs - Above - Below;

    /// <summary>Share of them.</summary>
    public double Coverage => Held / (double)Runs;

    /// <summary>Share of runs without an upper bound.</summary>
    public double Unbounded => Share(size => size.High is null);

    /// <summary>Mean half-width over N̂, where there is an upper bound; null where there is none at all.</summary>
    public double? HalfWidth
    {
        get
        {
            var widths = _runs.Where(run => run.Size.RelativeHalfWidth is not null).Select(run => run.Size.RelativeHalfWidth!.Value).ToArray();
            return widths.Length > 0 ? widths.Average() : null;
        }
    }

    /// <summary>Share of runs with an alarm.</summary>
    public double Alarmed => Share(size => (size.Flags & Alarms) != 0);

    /// <summary>Median VMR of those that have one; null if none has.</summary>
    public double? Vmr
    {
        get
        {
            var known = _runs.Where(run => run.Size.Vmr is not null).Select(run => run.Size.Vmr!.Value).Order().ToArray();
            return known.Length > 0 ? Middle(known) : null;
        }
    }

    /// <summary>Median T.</summary>
    public double Announces => Median(run => run.Size.Announces);

    /// <summary>Median of n − D.</summary>
    public double Recaptures => Median(run => run.Size.Sightings - run.Size.Distinct);

    /// <summary>Share of runs of which something is true.</summary>
    public double Share(Func<SizeEstimate, bool> what) => _runs.Count(run => what(run.Size)) / (double)Runs;

    private double Median(Func<(SizeEstimate Size, double Truth), double> value) => Middle([.. _runs.Select(value).Order()]);

    private static double Middle(double[] sorted) => sorted[(sorted.Length - 1) / 2] is var low && sorted[sorted.Length / 2] is var high && low == high ? low : (low + high) / 2;
}
