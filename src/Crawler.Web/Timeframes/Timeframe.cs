using System.Globalization;
using Crawler.Storage.Views;

namespace Crawler.Web.Timeframes;

/// <summary>
/// What stretch of time somebody looks at, and how finely, as it stands in a query string: <c>span</c> (<c>24h</c>,
/// <c>7d</c>, <c>30d</c>, <c>1y</c>; or <c>from</c> and <c>to</c>, ISO 8601) and <c>step</c> (<c>auto</c>, <c>1h</c>,
/// <c>6h</c>, <c>1d</c>, <c>7d</c>).
/// </summary>
/// <param name="Span">One of <see cref="Spans"/>; null between two given times.</param>
/// <param name="Step">One of <see cref="Steps"/>.</param>
/// <param name="Window">What that comes to.</param>
public sealed record Timeframe(string? Span, string Step, TimeWindow Window)
{
    /// <summary>Looked at where nothing is asked for.</summary>
    public const string DefaultSpan = "7d";

    /// <summary>Most points that a window is cut into.</summary>
    public const int MostPoints = 2_000;

    /// <summary>The spans there are, as written, and how long each is.</summary>
    public static readonly IReadOnlyList<(string Name, TimeSpan Length)> Spans =
        [("24h", TimeSpan.FromHours(24)), ("7d", TimeSpan.FromDays(7)), ("30d", TimeSpan.FromDays(30)), ("1y", TimeSpan.FromDays(365))];

    /// <summary>The steps there are, as written, and how long each is; zero where it follows from the span.</summary>
    public static readonly IReadOnlyList<(string Name, TimeSpan Length)> Steps =
        [("auto", TimeSpan.Zero), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6)), ("1d", TimeSpan.FromDays(1)), ("7d", TimeSpan.FromDays(7))];

    /// <summary>Reads one; what is left out is the default.</summary>
    /// <param name="span">As in the query string; null if not there.</param>
    /// <param name="from">As in the query string; null if not there.</param>
    /// <param name="to">As in the query string; null if not there, which is now.</param>
    /// <param name="step">As in the query string; null if not there.</param>
    /// <param name="now">The time it is.</param>
    /// <param name="problem">One sentence if it cannot be read.</param>
    public static Timeframe? Read(string? span, string? from, string? to, string? step, DateTimeOffset now, out string? problem)
    {
        var (start, end) = (now, now);
        problem = null;
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
        {
            span = string.IsNullOrEmpty(span) ? DefaultSpan : span;
            if (Find(Spans, span) is not { } length) return Refuse($"'span' is one of {Names(Spans)}", out problem);
            start = now - length;
        }
        else
        {
            if (!string.IsNullOrEmpty(span)) return Refuse("give either 'span' or 'from' and 'to'", out problem);
            if (!TryTime(from, ref start) || !TryTime(to, ref end)) return Refuse("'from' and 'to' are times like 2026-11-25T06:00Z", out problem);
            if (start >= end) return Refuse("'from' is before 'to'", out problem);
            span = null;
        }

        step = string.IsNullOrEmpty(step) ? "auto" : step;
        if (Find(Steps, step) is not { } asked) return Refuse($"'step' is one of {Names(Steps)}", out problem);
        var fine = asked == TimeSpan.Zero ? Fitting(end - start) : asked;
        if ((end - start) / fine > MostPoints) return Refuse($"that is more than {MostPoints} points: take a longer step", out problem);
        return new Timeframe(span, step, new TimeWindow(start, end, fine));
    }

    private static TimeSpan Fitting(TimeSpan length) => length.TotalDays switch
    {
        <= 8 => TimeSpan.FromHours(1),
        <= 32 => TimeSpan.FromHours(6),
        <= 400 => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    private static bool TryTime(string? text, ref DateTimeOffset time) => string.IsNullOrEmpty(text)
        || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static TimeSpan? Find(IReadOnlyList<(string Name, TimeSpan Length)> all, string name) =>
        all.Where(one => one.Name == name).Select(one => (TimeSpan?)one.Length).FirstOrDefault();

    private static string Names(IReadOnlyList<(string Name, TimeSpan Length)> all) => string.Join(", ", all.Select(one => one.Name));

    private static Timeframe? Refuse(string why, out string? problem)
    {
        problem = why;
        return null;
    }
}
