using Crawler.Simulation.Populations;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.OpenPopulations;
using Crawler.Statistics.Sizes;
using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Bursts far apart, joined by Jolly and Seber: N̂ of each burst between the first and the last against the peers there then.</summary>
internal static class BurstTable
{
    private const int Bursts = 8, Reply = 50, Looks = 10;

    private static readonly double[] Gaps = [0.1, 0.25, 0.5];

    private static readonly TimeSpan Spacing = TimeSpan.FromSeconds(10);

    /// <summary>Prints the table; gives the scores.</summary>
    public static IReadOnlyList<(string Name, double Gap, Scores JollySeber, Scores Burst)> Write(CalibrationOptions options, TextWriter to)
    {
        to.WriteLine("| sessions | gap/E[S] | runs | median bias of N̂ᵢ | mean bias | coverage | half-width | survival seen | survival expected | of the burst alone: bias | coverage | half-width |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var rows = new List<(string, double, Scores, Scores)>();
        var experiment = 3_000;
        foreach (var (name, sessions) in ChurnTable.Lives)
            foreach (var gap in Gaps)
            {
                var dice = experiment++;
                var runs = new BurstRun[options.RunsAt(LivingSwarm.Size)];
                Parallel.For(0, runs.Length, run => runs[run] = Measure(sessions, gap, options.Dice(dice, run)));
                var open = new Scores([.. runs.SelectMany(run => run.Open)]);
                var closed = new Scores([.. runs.SelectMany(run => run.Closed)]);
                var survival = runs.SelectMany(run => run.Open).Where(row => row.Size.Survival is not null).Average(row => row.Size.Survival!.Value);
                rows.Add((name, gap, open, closed));
                to.WriteLine(Invariant(
                    $"| {name} | {gap} | {runs.Length} | {Text.Signed(open.MedianBias)} | {Text.Signed(open.MeanBias)} | {open.Coverage:.000} | {Text.Percent(open.HalfWidth)} | {survival:.000} | {runs.Average(run => run.Stayed):.000} | {Text.Signed(closed.MedianBias)} | {closed.Coverage:.000} | {Text.Percent(closed.HalfWidth)} |"));
            }

        return rows;
    }

    private static BurstRun Measure(ISessionLengths sessions, double gap, Random random)
    {
        var (swarm, sightings) = (new LivingSwarm(sessions, Reply, random), new SwarmSightings());
        var (present, closed) = (new double[Bursts], new List<(SizeEstimate, double)>());
        for (var burst = 0; burst < Bursts; burst++)
        {
            var series = new Series(sightings, 0, Reply);
            for (var look = 0; look < Looks; look++)
                present[burst] += swarm.Look((sessions.Mean * (gap * burst)) + (Spacing * look), series) / (double)Looks;
            if (burst is > 0 and < Bursts - 1) closed.Add((series.Estimate(), present[burst]));
            sightings.CloseWindow();
        }

        var open = JollySeberSize.Estimates(sightings.Primaries(0)).Select(row => (row.Size, present[row.Occasion])).ToList();
        // Of those present, the share still there a gap later: residual sessions outlast it.
        const int draws = 1_000;
        var stayed = Enumerable.Range(0, draws).Count(_ => sessions.DrawResidual(random) > sessions.Mean * gap) / (double)draws;
        return new BurstRun(open, closed, stayed);
    }

    /// <summary>One series of bursts.</summary>
    /// <param name="Open">By Jolly and Seber, and the truth.</param>
    /// <param name="Closed">Of each burst alone, and the truth.</param>
    /// <param name="Stayed">Share of those present that outlasts a gap, as drawn.</param>
    private sealed record BurstRun(IReadOnlyList<(SizeEstimate Size, double Truth)> Open, IReadOnlyList<(SizeEstimate Size, double Truth)> Closed, double Stayed);
}
