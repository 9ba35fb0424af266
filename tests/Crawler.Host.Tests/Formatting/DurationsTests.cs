using Crawler.Host.Formatting;

namespace Crawler.Host.Tests.Formatting;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("2d", 172_800)]
    [InlineData("1d2h3m4s", 93_784)]
    [InlineData(" 5M ", 300)]
    [InlineData("365d", 31_536_000)]
    public void Durations_are_read_as_people_write_them(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration, out _));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("", "'' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("soon", "'soon' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("10", "'10' lacks a unit: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("1h30", "'1h30' lacks a unit: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("m", "'m' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("-5m", "'-5m' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("1.5h", "'1.5h' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("30m1h", "'30m1h' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("1m1m", "'1m1m' is not a duration: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("0s", "'0s' is no time at all: write for example 90s, 10m, 1h30m or 2d")]
    [InlineData("366d", "'366d' is longer than 365d")]
    [InlineData("99999999999999999999d", "'99999999999999999999d' is longer than 365d")]
    public void Nonsense_is_named(string text, string expected)
    {
        Assert.False(Durations.TryParse(text, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.4, "<1ms")]
    [InlineData(230, "230ms")]
    [InlineData(1400, "1.4s")]
    [InlineData(9960, "10s")]
    [InlineData(59_600, "1m")]
    [InlineData(5_400_000, "1h30m")]
    [InlineData(90_061_000, "1d1h1m1s")]
    public void Durations_are_short(double milliseconds, string expected) =>
        Assert.Equal(expected, Durations.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(1800, "30m (1800 s)")]
    [InlineData(0, "0 s")]
    [InlineData(-1, "-1 s")]
    [InlineData(long.MaxValue, "9223372036854775807 s")]
    public void A_trackers_seconds_are_shown_however_absurd(long seconds, string expected) => Assert.Equal(expected, Durations.FormatSeconds(seconds));
}
