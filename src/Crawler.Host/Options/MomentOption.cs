using System.CommandLine;
using System.Globalization;
using Crawler.Host.Formatting;

namespace Crawler.Host.Options;

/// <summary>An option that names a time.</summary>
internal static class MomentOption
{
    /// <summary>The option.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">One sentence.</param>
    public static Option<Moment?> Create(string name, string description) => OptionText.Single<Moment?>(
        name,
        "TIME",
        description + " A duration before now (7d), or ISO 8601 (2026-11-01, 2026-11-01T12:00Z; UTC unless it says otherwise).",
        (string text, out Moment? value, out string? problem) =>
        {
            value = Durations.TryParse(text, out var ago, out problem) ? new Moment(ago, null)
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? new Moment(null, at.ToUniversalTime())
                : null;
            problem = value is null ? $"'{text}' is no time: write for example 7d or 2026-11-01T12:00Z" : null;
            return problem is null;
        });
}

/// <summary>An instant, or so long before now.</summary>
/// <param name="Ago">So long before now; null if it is an instant.</param>
/// <param name="Exactly">The instant; null if it is so long before now.</param>
internal sealed record Moment(TimeSpan? Ago, DateTimeOffset? Exactly)
{
    /// <summary>When that is.</summary>
    public DateTimeOffset At(DateTimeOffset now) => Exactly ?? now - Ago!.Value;
}
