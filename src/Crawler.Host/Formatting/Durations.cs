using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Crawler.Host.Formatting;

/// <summary>Durations as people write them: <c>90s</c>, <c>10m</c>, <c>1h30m</c>, <c>2d</c>, <c>250ms</c>.</summary>
public static class Durations
{
    /// <summary>Longest accepted. Note that .NET timers take less than 50 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private const string Form = "write for example 90s, 10m, 1h30m or 2d";

    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>Whole numbers with units d, h, m, s, largest first, each at most once, or milliseconds alone; more than nothing.</summary>
    public static bool TryParse(string text, out TimeSpan duration, [NotNullWhen(false)] out string? problem)
    {
        duration = default;
        problem = null;
        if (TryParseMilliseconds(text.Trim(), out duration)) return true;
        long seconds = 0;
        long? number = null;
        var nextUnit = 0;
        foreach (var c in text.Trim().ToLowerInvariant())
        {
            if (char.IsAsciiDigit(c))
            {
                number = Math.Min((number ?? 0) * 10 + (c - '0'), int.MaxValue);
                continue;
            }

            var unit = Array.FindIndex(Units, nextUnit, candidate => candidate.Unit == c);
            if (unit < 0 || number is null)
            {
                problem = $"'{text}' is not a duration: {Form}";
                return false;
            }

            seconds += number.Value * Units[unit].Seconds;
            number = null;
            nextUnit = unit + 1;
        }

        if (number is not null) problem = $"'{text}' lacks a unit: {Form}";
        else if (nextUnit == 0) problem = $"'{text}' is not a duration: {Form}";
        else if (seconds == 0) problem = $"'{text}' is no time at all: {Form}";
        else if (seconds > (long)Longest.TotalSeconds) problem = $"'{text}' is longer than {Format(Longest)}";
        else duration = TimeSpan.FromSeconds(seconds);
        return problem is null;
    }

    private static bool TryParseMilliseconds(string text, out TimeSpan duration)
    {
        var isOne = text.EndsWith("ms", StringComparison.OrdinalIgnoreCase) & int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds);
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return isOne && milliseconds > 0;
    }

    /// <summary><c>1h30m</c> as <see cref="TryParse"/> reads it; below ten seconds as <c>1.4s</c> or <c>230ms</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) return "-" + Format(duration.Negate());
        if (duration == TimeSpan.Zero) return "0s";
        if (duration < TimeSpan.FromMilliseconds(1)) return "<1ms";
        if (duration < TimeSpan.FromMilliseconds(999.5)) return $"{duration.TotalMilliseconds:0}ms";
        if (duration < TimeSpan.FromSeconds(9.95)) return $"{duration.TotalSeconds:0.#}s";
        var seconds = (long)Math.Round(duration.TotalSeconds);
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            if (seconds < length) continue;
            text.Append(seconds / length).Append(unit);
            seconds %= length;
        }

        return text.ToString();
    }

    /// <summary>Seconds as a tracker sends them, absurd ones included: <c>30m (1800 s)</c>.</summary>
    public static string FormatSeconds(long seconds) =>
        seconds > 0 && seconds <= (long)Longest.TotalSeconds ? $"{Format(TimeSpan.FromSeconds(seconds))} ({seconds} s)" : $"{seconds} s";
}
