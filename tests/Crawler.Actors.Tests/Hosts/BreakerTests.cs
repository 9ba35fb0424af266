using Crawler.Actors.Hosts;

namespace Crawler.Actors.Tests.Hosts;

public sealed class BreakerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HostLimits Limits = HostLimits.Standard with { FailuresToOpen = 2, OpenFor = TimeSpan.FromSeconds(30), OpenAtMost = TimeSpan.FromMinutes(2) };

    private static Breaker Opened => new Breaker().Left().Left().Returned(true, Limits, Noon).Returned(true, Limits, Noon);

    [Fact]
    public void A_tracker_that_keeps_failing_is_left_alone() => Assert.Equal(Noon.AddSeconds(30), Opened.ComeBackAt(Limits, Noon.AddSeconds(29)));

    [Fact]
    public void After_the_pause_exactly_one_probe_goes_out()
    {
        var later = Noon.AddSeconds(30);
        Assert.Null(Opened.ComeBackAt(Limits, later));
        Assert.Equal(later.AddSeconds(30), Opened.Left().ComeBackAt(Limits, later));
    }

    [Fact]
    public void A_probe_that_fails_doubles_the_pause_up_to_its_ceiling()
    {
        var breaker = Opened;
        var at = Noon;
        foreach (var pause in new[] { 30, 60, 120, 120 })
        {
            Assert.Equal(at.AddSeconds(pause), breaker.OpenUntil);
            at = at.AddSeconds(pause);
            breaker = breaker.Left().Returned(true, Limits, at);
        }
    }

    [Fact]
    public void A_probe_that_is_answered_closes_the_circuit()
    {
        var later = Noon.AddSeconds(30);
        var breaker = Opened.Left().Returned(false, Limits, later);
        Assert.Null(breaker.ComeBackAt(Limits, later));
        Assert.Null(breaker.Left().Returned(true, Limits, later).OpenUntil);
    }

    [Fact]
    public void Calls_that_were_out_when_the_circuit_opened_do_not_lengthen_the_pause()
    {
        var breaker = new Breaker().Left().Left().Left();
        for (var i = 0; i < 3; i++) breaker = breaker.Returned(true, Limits, Noon.AddSeconds(i));
        Assert.Equal(Noon.AddSeconds(31), breaker.OpenUntil);
    }
}
