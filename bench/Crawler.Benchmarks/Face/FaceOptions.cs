using System.Globalization;

namespace Crawler.Benchmarks.Face;

/// <summary>How large a world is looked at, where it is, and how often everything is asked for.</summary>
internal sealed record FaceOptions
{
    public const string Usage =
        """
        face-load --store 'Host=…' [--scale 1.0]
        face [--store 'Host=…'] [--scale 1.0] [--requests 200] [--only PART] [--explain]
        """;

    /// <summary>A PostgreSQL database; <c>face-load</c> fills it, <c>face</c> finds it filled. Null for a private one, filled first.</summary>
    public string? Store { get; init; }

    /// <summary>Share of the full world.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Requests of each kind, after those that warm up.</summary>
    public int Requests { get; init; } = 200;

    /// <summary>Only what has this in its name; null for everything.</summary>
    public string? Only { get; init; }

    /// <summary>Whether to show how PostgreSQL went about what took longest, which slows everything a little.</summary>
    public bool Explain { get; init; }

    /// <summary>Null if an option is not known or not a number.</summary>
    public static FaceOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new FaceOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--explain")
            {
                options = options with { Explain = true };
                continue;
            }

            if (++i == arguments.Count) return null;
            var value = arguments[i];
            switch (arguments[i - 1])
            {
                case "--store": options = options with { Store = value }; break;
                case "--only": options = options with { Only = value }; break;
                case "--scale" when double.TryParse(value, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 10:
                    options = options with { Scale = scale };
                    break;
                case "--requests" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var requests) && requests > 0:
                    options = options with { Requests = requests };
                    break;
                default: return null;
            }
        }

        return options;
    }
}
