using System.Diagnostics;
using static System.FormattableString;

namespace Crawler.Benchmarks.Calibration;

/// <summary>
/// Estimates held against known truth: what trackers' ways of choosing peers, several trackers, and churn do to size and
/// interval, and whether that is what docs/statistics.md promises.
/// </summary>
internal static class Calibrate
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (CalibrationOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(CalibrationOptions.Usage);
            return 2;
        }

        var clock = Stopwatch.StartNew();
        var to = Console.Out;
        to.WriteLine(Invariant($"# Calibration (seed {options.Seed}, {options.Runs} runs{(options.Quick ? ", quick" : "")})"));
        to.WriteLine();
        to.WriteLine("## One tracker");
        to.WriteLine();
        var policies = PolicyTable.Write(options, to);
        to.WriteLine();
        to.WriteLine("## Several trackers");
        to.WriteLine();
        var unions = UnionTable.Write(options, to);
        to.WriteLine();
        to.WriteLine("## A window with churn (N = 1 000, k = 50, T = 20)");
        to.WriteLine();
        var churn = ChurnTable.Write(options, to);
        to.WriteLine();
        to.WriteLine("## Bursts joined by Jolly–Seber (N = 1 000, 8 bursts of 10 replies of 50)");
        to.WriteLine();
        BurstTable.Write(options, to);
        to.WriteLine();
        to.WriteLine("## Acceptance");
        to.WriteLine();
        Acceptance.Write(policies, unions, churn, to);
        Console.Error.WriteLine(Invariant($"{clock.Elapsed.TotalSeconds:0} s"));
        return 0;
    }
}
