using Crawler.Storage.Views;

namespace Crawler.Web.Api.Shapes;

/// <summary>Something over time.</summary>
public sealed record SeriesShape<T>
{
    /// <summary>Where the time begins, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Length of a point, seconds; what is read from whole days or quarters of an hour is no finer than these.</summary>
    public required double StepS { get; init; }

    /// <summary>Ascending; times of which nothing is known are left out.</summary>
    public required IReadOnlyList<T> Points { get; init; }

    internal static SeriesShape<T> Of(TimeWindow window, IEnumerable<T> points) => new()
    {
        From = window.From,
        To = window.To,
        StepS = window.Step.TotalSeconds,
        Points = [.. points],
    };
}
