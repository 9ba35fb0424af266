using Crawler.Plots;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;

namespace Crawler.Web.Charts;

/// <summary>Calls by what came of them, in classes that a person can tell apart.</summary>
internal static class OutcomeLayers
{
    private static readonly (string Name, BarKind Kind, AttemptOutcome[] Outcomes)[] Classes =
    [
        ("answered", BarKind.Good, [AttemptOutcome.Ok]),
        ("refused", BarKind.Fair, [AttemptOutcome.Refused, AttemptOutcome.Gone]),
        ("not reached", BarKind.Bad, [AttemptOutcome.DnsFailed, AttemptOutcome.ConnectFailed, AttemptOutcome.TlsFailed]),
        ("no answer", BarKind.Worse, [AttemptOutcome.Timeout]),
        ("bad answer", BarKind.Odd, [AttemptOutcome.Malformed, AttemptOutcome.HttpError, AttemptOutcome.Overloaded]),
        ("our own outage", BarKind.Unknown, [AttemptOutcome.Unknown]),
    ];

    /// <summary>A layer for each class.</summary>
    public static IReadOnlyList<BarLayer> Of(IReadOnlyList<TrackerPoint> course) =>
    [
        .. Classes.Select(one => new BarLayer(
            one.Name, one.Kind, [.. course.Select(point => (point.At, (double)one.Outcomes.Sum(outcome => point.Outcomes.GetValueOrDefault(outcome))))])),
    ];
}
