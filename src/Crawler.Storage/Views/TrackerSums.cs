using System.Net.Sockets;
using System.Numerics;
using Crawler.Storage.Model;

namespace Crawler.Storage.Views;

/// <summary>One tracker's hours and days, added up over its families.</summary>
internal sealed class TrackerSums
{
    private (DateTimeOffset Hour, short Known, short Up) _last;

    public TallySum Day { get; } = new();

    public TallySum Week { get; } = new();

    public TallySum Month { get; } = new();

    public TrackerSpan Year { get; set; } = new(0, 0, 0, 0, null, null);

    public DateTimeOffset? FirstDay { get; set; }

    /// <summary>Families over which it answered in the week.</summary>
    public SortedSet<AddressFamily> Answering { get; } = [];

    /// <summary>Whether it answered in the last quarter in which it was asked; null if it was not asked within the day.</summary>
    public bool? IsUp => _last.Known == 0 ? null : (_last.Up & Highest(_last.Known)) != 0;

    public void Add(TrackerHourRow hour)
    {
        Day.Add(hour, BitOperations.PopCount((uint)hour.Known), BitOperations.PopCount((uint)hour.Up));
        if (hour.Known == 0 || hour.Hour < _last.Hour) return;
        // Up over either family is up.
        _last = hour.Hour == _last.Hour
            ? (hour.Hour, (short)(hour.Known | _last.Known), (short)(hour.Up | _last.Up))
            : (hour.Hour, hour.Known, hour.Up);
    }

    public void Add(TrackerDayRow day, bool isInWeek)
    {
        Month.Add(day, day.Known, day.Up);
        if (!isInWeek) return;
        Week.Add(day, day.Known, day.Up);
        if (day.Up > 0) Answering.Add(day.Family);
    }

    private static int Highest(short bits) => 1 << BitOperations.Log2((uint)bits);
}
