using System.Diagnostics.CodeAnalysis;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Api.Queries;

/// <summary>What stretch of time, and how finely.</summary>
internal static class TimeParameters
{
    /// <summary>A span that ends now.</summary>
    public static readonly QueryParameter<string> Span = Text(
        "span", "A stretch of time that ends now. Not together with `from` and `to`.", "7d", Timeframe.DefaultSpan, [.. Timeframe.Spans.Select(one => one.Name)]);

    /// <summary>Its beginning.</summary>
    public static readonly QueryParameter<string> From = Text("from", "Where the time begins, ISO 8601 (UTC if it names no zone).", "2026-11-01T00:00Z");

    /// <summary>Its end.</summary>
    public static readonly QueryParameter<string> To = Text("to", "Where it ends, exclusive; now if left out.", "2026-11-08T00:00Z");

    /// <summary>Length of a point.</summary>
    public static readonly QueryParameter<string> Step = Text(
        "step", $"Length of a point; `auto` fits it to the time. At most {Timeframe.MostPoints} points.", "1h", "auto", [.. Timeframe.Steps.Select(one => one.Name)]);

    /// <summary>All four.</summary>
    public static readonly IReadOnlyList<QueryParameter> All = [Span, From, To, Step];

    private static QueryParameter<string> Text(string name, string description, string example, string? @default = null, IReadOnlyList<string>? values = null) => new()
    {
        Name = name,
        Description = description,
        Type = "string",
        Example = example,
        DefaultText = @default,
        Values = values ?? [],
        // What it may be is said by the reader of timeframes.
        Must = "a text",
        Read = (string text, [MaybeNullWhen(false)] out string value) => (value = text) is not null,
    };
}
