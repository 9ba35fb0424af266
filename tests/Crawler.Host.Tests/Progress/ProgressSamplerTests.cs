using Crawler.Host.Progress;
using Crawler.Protocol.Attempts;

namespace Crawler.Host.Tests.Progress;

public sealed class ProgressSamplerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rates_are_of_the_interval_between_two_readings_and_totals_of_the_run()
    {
        var sampler = new ProgressSampler("c", At(0) with { Outcomes = Outcomes(ok: 100, refused: 5), Peers = 1000 });
        var progress = sampler.Next(At(10) with { Outcomes = Outcomes(ok: 600, refused: 5, timeout: 20), Peers = 4000 });
        Assert.Equal((625, 600, 52), (progress.Calls, progress.Answered, progress.CallsPerS));
        Assert.Equal(300, progress.NewPeersPerS);
        Assert.Equal(new Dictionary<string, double> { ["ok"] = 50, ["timeout"] = 2 }, progress.OutcomesPerS);
    }

    [Fact]
    public void The_time_to_go_counts_the_sessions_of_torrents_that_have_not_begun()
    {
        var sampler = new ProgressSampler("c", At(0));
        // 100 sessions of 20 torrents called in 10 s; 80 torrents more have 400 more.
        var progress = sampler.Next(At(10) with { Torrents = 20, TorrentsInAll = 100, Sessions = 100, SessionsCalled = 100 });
        Assert.Equal((80, 40), (progress.TorrentsToBegin, progress.EtaS));
    }

    [Fact]
    public void Torrents_that_have_left_are_not_waited_for()
    {
        var sampler = new ProgressSampler("c", At(0));
        sampler.Next(At(10) with { Torrents = 4, TorrentsInAll = 4 });
        Assert.Equal((0, 0), sampler.Next(At(20) with { Torrents = 0, TorrentsInAll = 4 }) is var last ? (last.Torrents, last.TorrentsToBegin) : default);
    }

    [Fact]
    public void With_a_goal_the_time_to_go_is_told_by_torrents_measured()
    {
        var sampler = new ProgressSampler("c", At(0) with { Measured = 0 });
        var progress = sampler.Next(At(10) with { Torrents = 30, TorrentsInAll = 30, Sessions = 90, SessionsCalled = 90, Measured = 10 });
        Assert.Equal(20, progress.EtaS);
    }

    [Fact]
    public void Nothing_is_promised_when_it_is_done_stands_still_or_is_paused()
    {
        var whole = At(10) with { Torrents = 1, TorrentsInAll = 1, Sessions = 5, SessionsCalled = 5 };
        Assert.Null(new ProgressSampler("c", At(0)).Next(whole).EtaS);
        Assert.Null(new ProgressSampler("c", At(0)).Next(whole with { SessionsCalled = 0 }).EtaS);
        Assert.Null(new ProgressSampler("c", At(0)).Next(whole with { SessionsCalled = 2, Paused = true }).EtaS);
    }

    [Fact]
    public void The_pace_is_smoothed_so_that_one_quiet_interval_does_not_multiply_the_time_to_go()
    {
        var sampler = new ProgressSampler("c", At(0));
        var all = At(0) with { Torrents = 100, TorrentsInAll = 100, Sessions = 1000 };
        sampler.Next(all with { At = Noon.AddSeconds(10), SessionsCalled = 100 });
        // 10 a second, then none: 7 a second.
        Assert.Equal(Math.Ceiling(900 / 7.0), sampler.Next(all with { At = Noon.AddSeconds(20), SessionsCalled = 100 }).EtaS);
    }

    private static ProgressReading At(int seconds) => new() { At = Noon.AddSeconds(seconds), Elapsed = TimeSpan.FromSeconds(seconds) };

    private static Dictionary<AttemptOutcome, long> Outcomes(long ok, long refused, long? timeout = null)
    {
        var outcomes = new Dictionary<AttemptOutcome, long> { [AttemptOutcome.Ok] = ok, [AttemptOutcome.Refused] = refused };
        if (timeout is { } count) outcomes[AttemptOutcome.Timeout] = count;
        return outcomes;
    }
}
