using System.Globalization;

namespace Crawler.Benchmarks.Loopback;

/// <summary>How much load.</summary>
/// <param name="Torrents">Swarms of the whole crawl.</param>
internal sealed record LoadOptions(int Torrents = 1_000)
{
    public const string Usage = "opentracker [--torrents N]";

    /// <summary>Null if an option is not known or not a number.</summary>
    public static LoadOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            switch (arguments[i])
            {
                case "--torrents": options = options with { Torrents = number }; break;
                default: return null;
            }
        }

        return options;
    }
}
