using System.Globalization;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>How much load, for how long.</summary>
/// <param name="Minutes">Length of the plateau: what counts once every tracker was called for the first time.</param>
/// <param name="Rate">Announces a second that fall due.</param>
/// <param name="Hosts">Tracker hosts they go to.</param>
/// <param name="Torrents">Swarms.</param>
/// <param name="Trackers">Trackers of each.</param>
/// <param name="Profile">Whether to say what the runtime does, too.</param>
internal sealed record EndToEndOptions(int Minutes = 5, int Rate = 10_000, int Hosts = 50, int Torrents = 100_000, int Trackers = 5, bool Profile = false)
{
    public const string Usage = "end-to-end [--minutes 5] [--rate 10000] [--hosts 50] [--torrents 100000] [--trackers 5] [--profile]";

    /// <summary>Calls are spread up to this share later than the interval (IntervalPolicy.Standard), half of it on average.</summary>
    private const double Jitter = 0.05;

    /// <summary>Torrent and tracker together: what is called.</summary>
    public int Pairs => Torrents * Trackers;

    /// <summary>Seconds between two calls of a pair, so that at least <see cref="Rate"/> fall due.</summary>
    public int Interval => (int)Math.Max(1, Pairs / (Rate * (1 + (Jitter / 2))));

    /// <summary>Null if an option is not known, not a number, or they do not go together.</summary>
    public static EndToEndOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new EndToEndOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--profile")
            {
                options = options with { Profile = true };
                continue;
            }

            if (++i == arguments.Count || !int.TryParse(arguments[i], CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            switch (arguments[i - 1])
            {
                case "--minutes": options = options with { Minutes = number }; break;
                case "--rate": options = options with { Rate = number }; break;
                case "--hosts": options = options with { Hosts = number }; break;
                case "--torrents": options = options with { Torrents = number }; break;
                case "--trackers": options = options with { Trackers = number }; break;
                default: return null;
            }
        }

        return options.Trackers <= options.Hosts ? options : null;
    }
}
