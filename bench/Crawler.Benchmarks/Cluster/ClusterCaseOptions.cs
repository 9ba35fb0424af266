using System.Globalization;

namespace Crawler.Benchmarks.Cluster;

/// <summary>How large the cluster's case is.</summary>
/// <param name="Swarms">Swarms.</param>
/// <param name="Hosts">Tracker hosts they are at.</param>
/// <param name="Interval">Seconds trackers ask to be left alone for.</param>
/// <param name="Only">Steps by name; empty for all.</param>
internal sealed record ClusterCaseOptions(int Swarms = 30_000, int Hosts = 40, int Interval = 120, string Only = "")
{
    public const string Usage = "cluster [--swarms 30000] [--hosts 40] [--interval SECONDS] [--only kill,stop,leave,roll]";

    /// <summary>Null if an option is not known or not a number.</summary>
    public static ClusterCaseOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new ClusterCaseOptions();
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
                case "--swarms": options = options with { Swarms = number }; break;
                case "--hosts": options = options with { Hosts = number }; break;
                case "--interval": options = options with { Interval = number }; break;
                default: return null;
            }
        }

        return options;
    }

    /// <summary>Whether a step was asked for.</summary>
    public bool Wants(string step) => Only.Length == 0 || Only.Split(',').Contains(step);
}
