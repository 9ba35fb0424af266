using System.Globalization;

namespace Crawler.Benchmarks.Faults;

/// <summary>What goes wrong, and how much of it.</summary>
/// <param name="Kills">Times the crawler is killed.</param>
/// <param name="Outage">Seconds the store, or the hosts, are away.</param>
/// <param name="Seed">Of the moments.</param>
/// <param name="Only">Scenarios by name; empty for all.</param>
internal sealed record FaultOptions(int Kills = 20, int Outage = 120, int Seed = 1, string Only = "")
{
    public const string Usage = "faults [--kills 20] [--outage SECONDS] [--seed N] [--only kills,store,disk,silence]";

    /// <summary>Null if an option is not known or not a number.</summary>
    public static FaultOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new FaultOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) return null;
            if (arguments[i] == "--only")
            {
                options = options with { Only = arguments[i + 1] };
                continue;
            }

            if (!int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var number) || number < 1) return null;
            switch (arguments[i])
            {
                case "--kills": options = options with { Kills = number }; break;
                case "--outage": options = options with { Outage = number }; break;
                case "--seed": options = options with { Seed = number }; break;
                default: return null;
            }
        }

        return options;
    }

    /// <summary>Whether a scenario was asked for.</summary>
    public bool Wants(string scenario) => Only.Length == 0 || Only.Split(',').Contains(scenario);
}
