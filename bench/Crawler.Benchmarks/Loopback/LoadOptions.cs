using System.Globalization;

namespace Crawler.Benchmarks.Loopback;

/// <summary>How much load.</summary>
/// <param name="Announces">Over HTTP; ten times as many over UDP, which is that much quicker.</param>
/// <param name="Window">Announces in flight. opentracker's receive buffer holds about 190 packets.</param>
/// <param name="Torrents">Swarms of the whole crawl.</param>
/// <param name="Rounds">Each measured so often, in turn; the median counts.</param>
internal sealed record LoadOptions(int Announces = 5_000, int Window = 128, int Torrents = 1_000, int Rounds = 3)
{
    public const string Usage = "opentracker [--announces N] [--window W] [--torrents N] [--rounds N]";

    /// <summary>Null if an option is not known or not a number.</summary>
    public static LoadOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            switch (arguments[i])
            {
                case "--announces": options = options with { Announces = number }; break;
                case "--window": options = options with { Window = number }; break;
                case "--torrents": options = options with { Torrents = number }; break;
                case "--rounds": options = options with { Rounds = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
