using System.Net.Sockets;
using System.Numerics;
using Crawler.Storage.Log;
using Crawler.Storage.Model;

namespace Crawler.Storage.Rollups;

/// <summary>Adds hours to what is stored of them, and tells what their days gain by it: quarters of an hour are counted once.</summary>
internal static class RolledTrackers
{
    /// <summary>Adds.</summary>
    /// <param name="hours">New ones, distinct, in key order; they become the sums.</param>
    /// <param name="stored">Those of them that are stored.</param>
    /// <returns>What to add to days, distinct, in key order.</returns>
    public static TrackerDayRow[] Add(TrackerHourRow[] hours, IEnumerable<TrackerHourRow> stored)
    {
        var known = stored.ToDictionary(Key);
        var days = new Dictionary<(int, AddressFamily, DateTimeOffset), TrackerDayRow>();
        foreach (var hour in hours)
        {
            var before = known.GetValueOrDefault(Key(hour));
            var day = new DateTimeOffset(hour.Hour.UtcDateTime.Date, TimeSpan.Zero);
            if (!days.TryGetValue((hour.TrackerId, hour.Family, day), out var gain))
                days[(hour.TrackerId, hour.Family, day)] = gain = new TrackerDayRow { TrackerId = hour.TrackerId, Family = hour.Family, Day = day };
            gain.Add(hour);
            gain.Known += Gained(before?.Known ?? 0, hour.Known);
            gain.Up += Gained(before?.Up ?? 0, hour.Up);
            if (before is null) continue;
            hour.Known |= before.Known;
            hour.Up |= before.Up;
            hour.Add(before);
        }

        return [.. days.Values.OrderBy(row => row.TrackerId).ThenBy(row => row.Family.ToNumber()).ThenBy(row => row.Day)];
    }

    /// <summary>Adds days to what is stored of them.</summary>
    public static void Add(TrackerDayRow[] days, IEnumerable<TrackerDayRow> stored)
    {
        var known = stored.ToDictionary(row => (row.TrackerId, row.Family, row.Day));
        foreach (var day in days)
        {
            if (!known.TryGetValue((day.TrackerId, day.Family, day.Day), out var before)) continue;
            day.Known += before.Known;
            day.Up += before.Up;
            day.Add(before);
        }
    }

    private static (int, AddressFamily, DateTimeOffset) Key(TrackerHourRow row) => (row.TrackerId, row.Family, row.Hour);

    private static short Gained(short before, short now) => (short)BitOperations.PopCount((uint)(now & ~before));
}
