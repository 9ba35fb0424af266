using Crawler.Actors.Hosts;

namespace Crawler.Actors.Tests.Hosts;

public sealed class HostBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HostLimits Limits = new(
        Concurrency: 3, PerSecond: 2, Burst: 4, FailuresToOpen: 2, OpenFor: TimeSpan.FromSeconds(30), OpenAtMost: TimeSpan.FromMinutes(2));

    [Fact]
    public void Calls_in_flight_are_capped()
    {
        var budget = Granted(new HostBudget(Limits, Noon), 3, Noon);
        budget = budget.Ask(Noon, out var permit);
        Assert.Equal(PermitDecision.Wait, permit.Decision);
        budget.Completed(false, Noon).Ask(Noon, out permit);
        Assert.Equal(PermitDecision.Granted, permit.Decision);
    }

    [Fact]
    public void A_burst_is_followed_by_the_rate()
    {
        var budget = new HostBudget(Limits, Noon);
        for (var i = 0; i < 4; i++) budget = Granted(budget, 1, Noon).Completed(false, Noon);
        budget = budget.Ask(Noon, out var permit);
        Assert.Equal(new Permit(PermitDecision.Wait, Noon.AddSeconds(0.5)), permit);
        budget.Ask(Noon.AddSeconds(0.5), out permit);
        Assert.Equal(PermitDecision.Granted, permit.Decision);
    }

    [Fact]
    public void A_long_pause_fills_no_more_than_the_burst()
    {
        var later = Noon.AddDays(1);
        var budget = new HostBudget(Limits, Noon);
        for (var i = 0; i < 4; i++) budget = Granted(budget, 1, later).Completed(false, later);
        budget.Ask(later, out var permit);
        Assert.Equal(PermitDecision.Wait, permit.Decision);
    }

    [Fact]
    public void A_host_that_keeps_failing_is_left_alone()
    {
        Opened().Ask(Noon.AddSeconds(29), out var permit);
        Assert.Equal(new Permit(PermitDecision.Open, Noon.AddSeconds(30)), permit);
    }

    [Fact]
    public void After_the_pause_exactly_one_probe_goes_out()
    {
        var budget = Opened().Ask(Noon.AddSeconds(30), out var probe);
        budget.Ask(Noon.AddSeconds(30), out var second);
        Assert.Equal(PermitDecision.Granted, probe.Decision);
        Assert.Equal(PermitDecision.Open, second.Decision);
    }

    [Fact]
    public void A_probe_that_fails_doubles_the_pause_up_to_its_ceiling()
    {
        var budget = Opened();
        var at = Noon;
        foreach (var pause in new[] { 30, 60, 120, 120 })
        {
            Assert.Equal(at.AddSeconds(pause), budget.OpenUntil);
            at = at.AddSeconds(pause);
            budget = budget.Ask(at, out _).Completed(true, at);
        }
    }

    [Fact]
    public void A_probe_that_is_answered_closes_the_circuit()
    {
        var later = Noon.AddSeconds(30);
        var budget = Opened().Ask(later, out _).Completed(false, later);
        Assert.Null(budget.OpenUntil);
        budget.Ask(later, out var permit);
        Assert.Equal(PermitDecision.Granted, permit.Decision);
    }

    [Fact]
    public void Calls_that_were_out_when_the_circuit_opened_do_not_lengthen_the_pause()
    {
        var budget = Granted(new HostBudget(Limits, Noon), 3, Noon);
        for (var i = 0; i < 3; i++) budget = budget.Completed(true, Noon.AddSeconds(i));
        Assert.Equal(Noon.AddSeconds(31), budget.OpenUntil);
    }

    private static HostBudget Opened()
    {
        var budget = Granted(new HostBudget(Limits, Noon), 2, Noon);
        return budget.Completed(true, Noon).Completed(true, Noon);
    }

    private static HostBudget Granted(HostBudget budget, int calls, DateTimeOffset now)
    {
        for (var i = 0; i < calls; i++)
        {
            budget = budget.Ask(now, out var permit);
            Assert.Equal(PermitDecision.Granted, permit.Decision);
        }

        return budget;
    }
}
