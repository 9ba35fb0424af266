using System.Globalization;

namespace Crawler.Host.Options;

/// <summary>Shares as people write them: <c>5%</c>, <c>0.5%</c>, <c>0.05</c>.</summary>
public static class ShareText
{
    /// <summary>A reader of shares within bounds, which are part of what may be said.</summary>
    /// <param name="what">What it is, with its article: "a precision".</param>
    /// <param name="least">Smallest accepted, 0–1.</param>
    /// <param name="most">Largest accepted, 0–1.</param>
    public static ValueReader<double?> Between(string what, double least, double most) =>
        (string text, out double? value, out string? problem) =>
        {
            var isPercent = text.EndsWith('%');
            var isNumber = double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
            var share = isPercent ? number / 100 : number;
            value = isNumber && share >= least && share <= most ? share : null;
            problem = value is null ? $"'{text}' is not {what} (from {Format(least)} to {Format(most)})" : null;
            return problem is null;
        };

    /// <summary><c>5%</c>.</summary>
    public static string Format(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
