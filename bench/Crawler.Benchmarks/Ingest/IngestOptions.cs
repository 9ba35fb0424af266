using System.Globalization;

namespace Crawler.Benchmarks.Ingest;

/// <summary>What to measure the ingest of.</summary>
internal sealed record IngestOptions
{
    public const string Usage = "ingest [--store 'Host=…'] [--rows 1000000,10000000] [--attempts N]";

    /// <summary>A superuser's connection string to a server to make databases on; null for a private one.</summary>
    public string? Server { get; init; }

    /// <summary>Rows the aggregate holds before, one table each.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [1_000_000, 10_000_000];

    /// <summary>Attempts appended and merged each time.</summary>
    public int Attempts { get; init; } = 200_000;

    /// <summary>Null if an option is not known or not a number.</summary>
    public static IngestOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new IngestOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) return null;
            switch (arguments[i])
            {
                case "--store": options = options with { Server = arguments[i + 1] }; break;
                case "--rows" when Numbers(arguments[i + 1]) is { } rows: options = options with { Rows = rows }; break;
                case "--attempts" when Numbers(arguments[i + 1]) is [var attempts]: options = options with { Attempts = attempts }; break;
                default: return null;
            }
        }

        return options;
    }

    private static int[]? Numbers(string text)
    {
        var numbers = text.Split(',');
        return Array.TrueForAll(numbers, number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
            ? Array.ConvertAll(numbers, number => int.Parse(number, CultureInfo.InvariantCulture)) : null;
    }
}
