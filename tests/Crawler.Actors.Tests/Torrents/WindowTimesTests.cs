using Crawler.Actors.Torrents;
using Crawler.Statistics.Occasions;

namespace Crawler.Actors.Tests.Torrents;

public sealed class WindowTimesTests
{
    [Fact]
    public void Old_windows_are_pooled_in_pairs_as_the_occasions_are()
    {
        var times = new WindowTimes();
        for (var window = 0; window <= SwarmSightings.MostOccasions; window++) times.Add(Hour(window), Hour(window).AddMinutes(10));

        Assert.Equal((Hour(0), Hour(1).AddMinutes(10)), times[0]);
        Assert.Equal((Hour(62), Hour(63).AddMinutes(10)), times[31]);
        Assert.Equal((Hour(64), Hour(64).AddMinutes(10)), times[32]);
        times.Add(Hour(65), Hour(65).AddMinutes(10));
        Assert.Equal((Hour(64), Hour(65).AddMinutes(10)), times[32]);
    }

    private static DateTimeOffset Hour(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);
}
