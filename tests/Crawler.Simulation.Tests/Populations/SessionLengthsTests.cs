using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Tests.Populations;

public class SessionLengthsTests
{
    public static TheoryData<ISessionLengths> All =>
    [
        new WeibullSessions(0.7, TimeSpan.FromMinutes(30)),
        new ExponentialSessions(TimeSpan.FromMinutes(90)),
        new LogNormalSessions(TimeSpan.FromMinutes(30), 1),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Drawn_sessions_have_the_mean_they_say(ISessionLengths sessions)
    {
        var random = new SeededRandom(1);
        var mean = Enumerable.Range(0, 60_000).Average(_ => sessions.Draw(random).TotalMinutes);

        Assert.Equal(1, mean / sessions.Mean.TotalMinutes, 0.04);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_left_of_a_session_met_is_the_second_moment_over_twice_the_first(ISessionLengths sessions)
    {
        var random = new SeededRandom(2);
        var drawn = Enumerable.Range(0, 200_000).Select(_ => sessions.Draw(random).TotalMinutes).ToArray();
        var residual = Enumerable.Range(0, 60_000).Average(_ => sessions.DrawResidual(random).TotalMinutes);

        Assert.Equal(1, residual / (drawn.Average(s => s * s) / 2 / drawn.Average()), 0.08);
    }

    [Fact]
    public void Measured_sessions_are_short_for_most_and_long_for_a_few()
    {
        var random = new SeededRandom(3);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => WeibullSessions.Measured.Draw(random)).ToArray();

        Assert.Equal(0.632, drawn.Count(s => s < TimeSpan.FromMinutes(42.4)) / 20_000.0, 0.01);
        Assert.Equal(163, WeibullSessions.Measured.Mean.TotalMinutes, 1.0);
    }
}
