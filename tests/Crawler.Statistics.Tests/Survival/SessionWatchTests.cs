using Crawler.Statistics.Survival;

namespace Crawler.Statistics.Tests.Survival;

public sealed class SessionWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SurvivalTally _lengths = new();
    private readonly ArrivalGaps _gaps = new();

    [Theory]
    [InlineData(50, 165.0, 13)]
    [InlineData(200, 200.0, 1)]
    [InlineData(0, 165.0, null)]
    public void A_peer_is_gone_after_so_many_misses(int named, double size, int? misses) => Assert.Equal(misses, MissRule.Misses(named, size));

    [Fact]
    public void Without_a_size_no_miss_says_anything() => Assert.Null(MissRule.Misses(50, null));

    [Fact]
    public void Where_everybody_is_listed_one_miss_ends_a_session()
    {
        var watch = new SessionWatch<string>(_lengths, _gaps);
        watch.Add(At(0), ["a"], 1);
        watch.Add(At(10), ["a", "b"], 2);
        watch.Add(At(20), ["a", "b"], 2);
        watch.Add(At(30), ["a"], 1);
        watch.End();

        var curve = KaplanMeier.Estimate(_lengths);
        Assert.Equal((1, 0, 1), (curve.Ended, curve.Censored, watch.BegunBefore));
        Assert.Equal(600, curve.Points[0].Seconds);
    }

    [Fact]
    public void Where_a_tenth_is_listed_a_few_misses_end_nothing_and_who_is_left_is_censored()
    {
        var watch = new SessionWatch<string>(_lengths, _gaps);
        watch.Add(At(0), ["x"], 1);
        watch.Add(At(1), ["a"], 10);
        for (var i = 2; i < 10; i++) watch.Add(At(i), ["x"], 10);
        watch.Add(At(10), ["a"], 10);
        watch.End();

        Assert.Equal((0, 1), (_lengths.Ended, _lengths.Censored));
        Assert.Equal(540, _lengths.Exposure);
    }

    [Fact]
    public void Who_comes_back_begins_another_session_and_a_reply_of_nobody_ends_none()
    {
        var watch = new SessionWatch<string>(_lengths, _gaps);
        watch.Add(At(0), ["x"], 1);
        watch.Add(At(10), ["x", "a"], 2);
        watch.Add(At(15), [], 2);
        watch.Add(At(20), ["x"], 1);
        watch.Add(At(30), ["x", "a", "a"], 2);
        watch.End();

        Assert.Equal((1, 1), (_lengths.Ended, _lengths.Censored));
        Assert.Equal(2, _gaps.Arrivals);
    }

    [Fact]
    public void Arrivals_between_two_replies_are_spread_over_the_time()
    {
        _gaps.Add(TimeSpan.FromSeconds(30), 0);
        _gaps.Add(TimeSpan.FromSeconds(30), 4);

        Assert.Equal(15_000, _gaps.Milliseconds.Quantile(0.5));
        Assert.Equal(240, _gaps.PerHour);
    }

    private static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);
}
