using System.Globalization;

namespace Crawler.Benchmarks.Calibration;

/// <summary>How thorough a calibration is, and which dice it throws.</summary>
/// <param name="Seed">The same seed gives the same tables, however the runs are scheduled.</param>
/// <param name="Runs">Runs of a row; half as many at 100 000 peers.</param>
/// <param name="Quick">A first look: a tenth of the runs, no swarm of 100 000.</param>
internal sealed record CalibrationOptions(long Seed = 1, int Runs = 400, bool Quick = false)
{
    public const string Usage = "calibrate [--seed N] [--runs N] [--quick]";

    /// <summary>Announces at most, as in <c>crawl --precision 5% --burst 300</c>.</summary>
    public int Budget => Quick ? 100 : 300;

    /// <summary>True sizes.</summary>
    public IReadOnlyList<int> Sizes => Quick ? [200, 1_000, 10_000] : [200, 1_000, 10_000, 100_000];

    /// <summary>Runs at a size.</summary>
    public int RunsAt(int size) => Math.Max(4, (Quick ? Runs / 10 : Runs) / (size >= 100_000 ? 2 : 1));

    /// <summary>Dice of one run, that no other run shares.</summary>
    /// <param name="experiment">Number of the experiment.</param>
    /// <param name="run">Number of the run.</param>
    public Random Dice(int experiment, int run) => new Simulation.Randomness.SeededRandom(Seed, ((ulong)experiment << 32) | (uint)run);

    /// <summary>Null if an option is not known or not a number.</summary>
    public static CalibrationOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new CalibrationOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--quick")
            {
                options = options with { Quick = true };
                continue;
            }

            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            switch (arguments[i++])
            {
                case "--seed": options = options with { Seed = number }; break;
                case "--runs" when number > 0: options = options with { Runs = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
