using System.Net.Sockets;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;

namespace Crawler.Storage.Tests.Rollups;

public sealed class RolledTrackersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_gains_the_quarters_that_its_hours_gain_and_no_more()
    {
        TrackerHourRow[] hours = [Hour(0, 0b0011, 0b0001, ok: 2), Hour(1, 0b1000, 0b1000, ok: 3)];

        var days = RolledTrackers.Add(hours, [Hour(0, 0b0110, 0b0100, ok: 5)]);

        Assert.Equal([(0b0111, 0b0101, 7), (0b1000, 0b1000, 3)], hours.Select(row => ((int)row.Known, (int)row.Up, row.Ok)));
        var day = Assert.Single(days);
        Assert.Equal((2, 2, 5), (day.Known, day.Up, day.Ok));
        RolledTrackers.Add(days, [new TrackerDayRow { TrackerId = 1, Family = AddressFamily.InterNetwork, Day = day.Day, Known = 2, Up = 1, Ok = 5 }]);
        Assert.Equal((4, 3, 10), (day.Known, day.Up, day.Ok));
    }

    [Fact]
    public void Hours_on_both_sides_of_midnight_are_of_two_days()
    {
        var days = RolledTrackers.Add([Hour(11, 1, 1, ok: 1), Hour(12, 1, 0, ok: 0)], []);

        Assert.Equal([(1, 1, 1), (2, 1, 0)], days.Select(row => (row.Day.Day, (int)row.Known, (int)row.Up)));
    }

    [Fact]
    public void What_was_asked_for_last_is_told_whichever_comes_first()
    {
        TrackerHourRow[] late = [Hour(0, 1, 1, ok: 1, at: 10, interval: 900)];
        RolledTrackers.Add(late, [Hour(0, 1, 1, ok: 1, at: 20, interval: 1800)]);
        TrackerHourRow[] soon = [Hour(0, 1, 1, ok: 1, at: 20, interval: 1800)];
        RolledTrackers.Add(soon, [Hour(0, 1, 1, ok: 1, at: 10, interval: 900)]);

        Assert.Equal((1800, 1800), (late[0].IntervalAsked, soon[0].IntervalAsked));
        Assert.Equal(late[0].LastAt, soon[0].LastAt);
    }

    private static TrackerHourRow Hour(int afterNoon, short known, short up, int ok, int at = 0, long? interval = null) => new()
    {
        TrackerId = 1,
        Family = AddressFamily.InterNetwork,
        Hour = Noon.AddHours(afterNoon),
        Known = known,
        Up = up,
        Ok = ok,
        LastAt = Noon.AddHours(afterNoon).AddSeconds(at),
        IntervalAsked = interval,
    };
}
