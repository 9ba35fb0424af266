using System.Numerics;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
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
        var points = new SortedDictionary<long, PointSum>();
        if (isDaily)
        {
            var from = window.From.AddDays(-1);
            await foreach (var day in db.TrackerDays.Where(row => row.TrackerId == tracker && row.Day > from && row.Day < window.To).AsAsyncEnumerable().WithCancellation(cancellation))
                Point(day.Day).Add(day, day.Known, day.Up);
        }
        else
        {
            var from = window.From.AddHours(-1);
            await foreach (var hour in db.TrackerHours.Where(row => row.TrackerId == tracker && row.Hour > from && row.Hour < window.To).AsAsyncEnumerable().WithCancellation(cancellation))
                Point(hour.Hour).Add(hour, BitOperations.PopCount((uint)(ushort)hour.Known), BitOperations.PopCount((uint)(ushort)hour.Up));
        }

        return [.. points.Select(point => point.Value.Point(new DateTimeOffset(point.Key * step, TimeSpan.Zero), tracker))];

        PointSum Point(DateTimeOffset at)
        {
            var number = at.UtcTicks / step;
            if (!points.TryGetValue(number, out var point)) points[number] = point = new PointSum();
            return point;
        }
    }

    private sealed class PointSum
    {
        private readonly LatencyBuckets _latency = new();
        private readonly TrackerDayRow _sum = new();
        private long _known;
        private long _up;

        public void Add(TrackerTally tally, int known, int up)
        {
            _latency.Add(tally.Latency);
            (_known, _up) = (_known + known, _up + up);
            tally.Latency = null;
            _sum.Add(tally);
        }

        public TrackerPoint Point(DateTimeOffset at, int tracker) => new()
        {
            At = at,
            Known = _known,
            Up = _up,
            Outcomes = _sum.Outcomes().ToDictionary(pair => pair.Outcome, pair => pair.Count),
            P50 = _latency.Quantile(0.5),
            P95 = _latency.Quantile(0.95),
            PeersNamed = _sum.PeersNamed,
            IntervalAsked = tracker == TrackerTally.AllTrackers ? null : _sum.IntervalAsked,
        };
    }
}
