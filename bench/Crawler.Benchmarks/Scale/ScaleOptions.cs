using System.Globalization;

namespace Crawler.Benchmarks.Scale;

/// <summary>How many torrents at how many trackers.</summary>
/// <param name="Torrents">One after the other, each in a process of its own.</param>
/// <param name="Trackers">Of each torrent.</param>
/// <param name="Rest">Seconds a crawl is watched while nothing is due.</param>
/// <param name="Watch">Seconds it is watched while its calls come due.</param>
internal sealed record ScaleOptions(IReadOnlyList<int> Torrents, int Trackers = 5, int Rest = 30, int Watch = 60)
{
    public const string Usage = "scale [--torrents 1000,10000,100000] [--trackers N] [--rest SECONDS] [--watch SECONDS]";

    /// <summary>Null if an option is not known or not a number.</summary>
    public static ScaleOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new ScaleOptions([1_000, 10_000, 100_000]);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) return null;
            var numbers = arguments[i + 1].Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
            if (numbers.Contains(0)) return null;
            switch (arguments[i])
            {
                case "--torrents": options = options with { Torrents = numbers }; break;
                case "--trackers": options = options with { Trackers = numbers[0] }; break;
                case "--rest": options = options with { Rest = numbers[0] }; break;
                case "--watch": options = options with { Watch = numbers[0] }; break;
                default: return null;
            }
        }

        return options;
    }
}
