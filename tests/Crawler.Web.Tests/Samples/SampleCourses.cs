using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>Trackers over time.</summary>
internal static class SampleCourses
{
    /// <summary>Latest first.</summary>
    public static readonly IReadOnlyList<TrackerTurn> Turns =
    [
        new(4, SampleTrackers.All[3].Url, Sample.Now.AddHours(-3).AddMinutes(-7), false, TimeSpan.FromHours(31)),
        new(8, SampleTrackers.All[7].Url, Sample.Now.AddHours(-9).AddMinutes(-22), true, TimeSpan.FromHours(2)),
        new(7, SampleTrackers.All[6].Url, Sample.Now.AddDays(-1), true, TimeSpan.FromMinutes(45)),
        new(6, SampleTrackers.All[5].Url, Sample.Now.AddDays(-3), false, null),
    ];

    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>Quarters of a tracker, one in eleven of which nobody looked.</summary>
    public static IReadOnlyList<Beat> Beats(TrackerStanding tracker, TimeWindow window) =>
    [
        .. Steps(window with { Step = Quarter })
            .Where(at => at >= tracker.FirstAt && Sample.Dice(tracker.Id, Number(at), 11) != 0)
            .Select(at => new Beat(at, IsUp(tracker, at))),
    ];

    /// <summary>Some trackers together.</summary>
    public static IReadOnlyList<TrackerPoint> Of(IReadOnlyList<TrackerStanding> trackers, TimeWindow window) => trackers.Count == 0 ? [] :
    [
        .. Steps(window)
            .Where(at => trackers.Any(tracker => tracker.FirstAt < at + window.Step))
            .Select(at => Point(trackers, at, window.Step)),
    ];

    private static TrackerPoint Point(IReadOnlyList<TrackerStanding> trackers, DateTimeOffset at, TimeSpan step)
    {
        var quarters = (long)(step / Quarter) * trackers.Count;
        var up = trackers.Sum(tracker => (long)(step / Quarter * (tracker.Month.Uptime ?? 0)));
        var isOurOutage = at.Hour == 4 && at.Day == Sample.Now.Day;
        var outcomes = new Dictionary<AttemptOutcome, long> { [AttemptOutcome.Ok] = up * 4 };
        if (quarters > up) outcomes[AttemptOutcome.Timeout] = (quarters - up) * 3;
        if (at.Hour % 5 == 0) outcomes[AttemptOutcome.Refused] = 2;
        if (isOurOutage) outcomes[AttemptOutcome.Unknown] = quarters;
        var isAnswered = up > 0;
        var latency = trackers.Average(tracker => tracker.Month.P50?.TotalMilliseconds ?? 0) * (1 + (Sample.Dice(trackers[0].Id, Number(at), 30) / 100.0));
        return new TrackerPoint
        {
            At = at,
            Known = quarters,
            Up = up,
            Outcomes = outcomes,
            P50 = isAnswered ? TimeSpan.FromMilliseconds(latency) : null,
            P95 = isAnswered ? TimeSpan.FromMilliseconds(latency * 2.8) : null,
            PeersNamed = up * 400,
            IntervalAsked = trackers.Count == 1 ? trackers[0].IntervalAsked : null,
        };
    }

    private static bool IsUp(TrackerStanding tracker, DateTimeOffset at) =>
        Sample.Dice(tracker.Id, Number(at) / 7, 1000) < (tracker.Month.Uptime ?? 0) * 1000;

    private static IEnumerable<DateTimeOffset> Steps(TimeWindow window)
    {
        var first = new DateTimeOffset((window.From.UtcTicks + window.Step.Ticks - 1) / window.Step.Ticks * window.Step.Ticks, TimeSpan.Zero);
        for (var at = first; at < window.To; at += window.Step) yield return at;
    }

    private static int Number(DateTimeOffset at) => (int)(at.UtcTicks / Quarter.Ticks % 1_000_000);
}
