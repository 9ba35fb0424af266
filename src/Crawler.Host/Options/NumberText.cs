using System.Globalization;

namespace Crawler.Host.Options;

/// <summary>Whole numbers within bounds.</summary>
public static class NumberText
{
    /// <summary>A reader of numbers from <paramref name="least"/> to <paramref name="most"/>.</summary>
    /// <param name="what">What it is, with its article: "a port".</param>
    /// <param name="least">Smallest accepted.</param>
    /// <param name="most">Largest accepted; <see cref="long.MaxValue"/> is not mentioned.</param>
    public static ValueReader<long?> Between(string what, long least, long most) =>
        (string text, out long? value, out string? problem) =>
        {
            value = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
            var range = most == long.MaxValue ? $"a whole number, at least {least}" : $"a number from {least} to {most}";
            problem = value is null ? $"'{text}' is not {what} ({range})" : null;
            return problem is null;
        };
}
