using Crawler.Simulation.Populations;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.OpenPopulations;
using Crawler.Statistics.Sizes;
using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>A window during which peers come and go, taken for closed: the truth is the mean number present.</summary>
internal static class ChurnTable
{
    private const int Reply = 50, Looks = 20;

    private static readonly double[] Windows = [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

    /// <summary>Sessions with the same mean, with and without a heavy tail.</summary>
    public static (string Name, ISessionLengths Sessions)[] Lives { get; } =
    [
        ("exponential", new ExponentialSessions(WeibullSessions.Measured.Mean)),
        ("Weibull .38", WeibullSessions.Measured),
    ];

    /// <summary>Prints the table; gives the scores by W/E[S].</summary>
    public static IReadOnlyList<(string Name, double Window, Scores Scores)> Write(CalibrationOptions options, TextWriter to)
    {
        to.WriteLine("| sessions | W/E[S] | runs | median bias | 0.45·W/E[S] | coverage | half-width | flagged open | alarmed |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var rows = new List<(string, double, Scores)>();
        var experiment = 2_000;
        foreach (var (name, sessions) in Lives)
            foreach (var window in Windows)
            {
                var dice = experiment++;
                var runs = new (SizeEstimate, double)[options.RunsAt(LivingSwarm.Size)];
                Parallel.For(0, runs.Length, run => runs[run] = Measure(sessions, window, options.Dice(dice, run)));
                var scores = new Scores(runs);
                rows.Add((name, window, scores));
                to.WriteLine(Invariant(
                    $"| {name} | {window} | {scores.Runs} | {Text.Signed(scores.MedianBias)} | {Text.Signed(Churn.OfDarroch(window) - 1)} | {scores.Coverage:.000} | {Text.Percent(scores.HalfWidth)} | {Text.Percent(scores.Share(size => size.Flags.HasFlag(SizeFlags.Open)))} | {Text.Percent(scores.Alarmed)} |"));
            }

        return rows;
    }

    private static (SizeEstimate, double) Measure(ISessionLengths sessions, double window, Random random)
    {
        var (swarm, series, present) = (new LivingSwarm(sessions, Reply, random), new Series(new SwarmSightings(), 0, Reply), 0.0);
        for (var look = 0; look < Looks; look++)
            present += swarm.Look(sessions.Mean * (window * look / (Looks - 1)), series) / (double)Looks;
        return (series.Estimate(window), present);
    }
}
