using System.Numerics;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads a tracker step by step: by its hours, or by its days where a step is whole days.</summary>
internal static class TrackerCourseQuery
{
    /// <summary>The steps in which it was called, ascending.</summary>
    public static async Task<IReadOnlyList<TrackerPoint>> ReadAsync(CrawlerDbContext db, int tracker, TimeWindow window, CancellationToken cancellation)
    {
        var isDaily = window.Step.Ticks % TimeSpan.TicksPerDay == 0;
        var step = Math.Max(window.Step.Ticks, isDaily ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour);
        var points = new SortedDictionary<long, TallySum>();
        if (isDaily)
        {
            var from = window.From.AddDays(-1);
            await foreach (var day in db.TrackerDays.Where(row => row.TrackerId == tracker && row.Day > from && row.Day < window.To).AsAsyncEnumerable().WithCancellation(cancellation))
                At(day.Day).Add(day, day.Known, day.Up);
        }
        else
        {
            var from = window.From.AddHours(-1);
            await foreach (var hour in db.TrackerHours.Where(row => row.TrackerId == tracker && row.Hour > from && row.Hour < window.To).AsAsyncEnumerable().WithCancellation(cancellation))
                At(hour.Hour).Add(hour, BitOperations.PopCount((uint)(ushort)hour.Known), BitOperations.PopCount((uint)(ushort)hour.Up));
        }

        return [.. points.Select(point => Point(point.Value, new DateTimeOffset(point.Key * step, TimeSpan.Zero), tracker))];

        TallySum At(DateTimeOffset at)
        {
            var number = at.UtcTicks / step;
            if (!points.TryGetValue(number, out var point)) points[number] = point = new TallySum();
            return point;
        }
    }

    private static TrackerPoint Point(TallySum sum, DateTimeOffset at, int tracker) => new()
    {
        At = at,
        Known = sum.Known,
        Up = sum.Up,
        Outcomes = sum.Sum.Outcomes().ToDictionary(pair => pair.Outcome, pair => pair.Count),
        P50 = sum.Quantile(0.5),
        P95 = sum.Quantile(0.95),
        PeersNamed = sum.Sum.PeersNamed,
        IntervalAsked = tracker == TrackerTally.AllTrackers ? null : sum.Sum.IntervalAsked,
    };
}
