using System.Globalization;

namespace Crawler.Benchmarks.Wire;

/// <summary>How much is measured.</summary>
/// <param name="Announces">Over UDP flat out; half of it paced, a fifth over HTTP to a keep-alive server, a tenth with a connection each and by the npm client.</param>
/// <param name="Rounds">Each measured so often, in turn; the median counts.</param>
/// <param name="Part">One part only; null: all.</param>
internal sealed record WireOptions(int Announces = 100_000, int Rounds = 5, string? Part = null)
{
    public const string Usage = "wire [--announces N] [--rounds N] [--part udp|paced|http|npm]";

    /// <summary>Whether a part is wanted.</summary>
    public bool Wants(string part) => Part is null || Part == part;

    /// <summary>Null if an option is not known or its value is none.</summary>
    public static WireOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new WireOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count) return null;
            var isNumber = int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var number) && number > 0;
            switch (arguments[i])
            {
                case "--announces" when isNumber: options = options with { Announces = number }; break;
                case "--rounds" when isNumber: options = options with { Rounds = number }; break;
                case "--part" when arguments[i + 1] is "udp" or "paced" or "http" or "npm": options = options with { Part = arguments[i + 1] }; break;
                default: return null;
            }
        }

        return options;
    }
}
