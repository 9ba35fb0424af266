using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;

namespace Crawler.Web.Pages;

/// <summary>A while in which our own uplink was down, as finely as the steps it was found in.</summary>
/// <param name="From">The beginning of the first such step.</param>
/// <param name="To">The end of the last.</param>
/// <param name="Lost">Calls that say nothing for it.</param>
/// <param name="Calls">All calls in these steps.</param>
public sealed record OwnOutage(DateTimeOffset From, DateTimeOffset To, long Lost, long Calls)
{
    /// <summary>Those in a course of calls, latest first; neighbours are one.</summary>
    /// <param name="course">Ascending.</param>
    /// <param name="step">How long a point is.</param>
    public static IReadOnlyList<OwnOutage> Of(IEnumerable<TrackerPoint> course, TimeSpan step)
    {
        var outages = new List<OwnOutage>();
        foreach (var point in course)
        {
            if (point.Outcomes.GetValueOrDefault(AttemptOutcome.Unknown) is not (> 0 and var lost)) continue;
            var here = new OwnOutage(point.At, point.At + step, lost, point.Outcomes.Values.Sum());
            if (outages is [.., var last] && last.To >= here.From) outages[^1] = new OwnOutage(last.From, here.To, last.Lost + lost, last.Calls + here.Calls);
            else outages.Add(here);
        }

        outages.Reverse();
        return outages;
    }
}
