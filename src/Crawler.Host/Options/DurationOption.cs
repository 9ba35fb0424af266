using System.CommandLine;
using Crawler.Host.Formatting;

namespace Crawler.Host.Options;

/// <summary>Options that take a duration such as <c>10m</c>.</summary>
public static class DurationOption
{
    /// <summary>An option given at most once; null if it is not.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="longest">Longer is refused; null: <see cref="Durations.Longest"/>.</param>
    public static Option<TimeSpan?> Create(string name, string description, TimeSpan? longest = null) => OptionText.Single<TimeSpan?>(
        name,
        "DURATION",
        description,
        (string text, out TimeSpan? value, out string? problem) =>
        {
            var ok = Durations.TryParse(text, out var duration, out problem);
            if (ok && duration > longest) problem = $"'{text}' is longer than {Durations.Format(longest.Value)}";
            value = problem is null ? duration : null;
            return problem is null;
        });
}
