using Crawler.Actors.Hosts;

namespace Crawler.Actors.Tests.Hosts;

public sealed class HostBudgetTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static HostBudget Full => new(concurrency: 3, perSecond: 2, burst: 4, Noon);

    [Fact]
    public void Calls_in_flight_are_capped()
    {
        var budget = Granted(Full, 3, Noon).Ask(Noon, out var permit);
        Assert.Equal(new Permit(false), permit);
        budget.Returned(0, Noon).Ask(Noon, out permit);
        Assert.True(permit.IsGranted);
    }

    [Fact]
    public void A_burst_is_followed_by_the_rate()
    {
        var budget = AfterBurst(Noon).Ask(Noon, out var permit);
        Assert.Equal(new Permit(false, Noon.AddSeconds(0.5)), permit);
        budget.Ask(Noon.AddSeconds(0.5), out permit);
        Assert.True(permit.IsGranted);
    }

    [Fact]
    public void A_long_pause_fills_no_more_than_the_burst()
    {
        var later = Noon.AddDays(1);
        AfterBurst(later).Ask(later, out var permit);
        Assert.False(permit.IsGranted);
    }

    [Fact]
    public void Requests_beyond_the_first_are_charged_when_they_are_known()
    {
        var budget = Granted(Full, 1, Noon).Returned(further: 5, Noon);
        Assert.Equal(-2, budget.Bucket.Tokens);
        budget.Ask(Noon, out var permit);
        Assert.Equal(new Permit(false, Noon.AddSeconds(1.5)), permit);
    }

    [Fact]
    public void A_lower_limit_binds_at_once_and_what_is_out_stays_out()
    {
        var budget = Granted(Full, 3, Noon).Within(1, 1, 1, Noon);
        budget.Ask(Noon, out var permit);
        Assert.False(permit.IsGranted);
        budget = Granted(budget.Returned(0, Noon).Returned(0, Noon).Returned(0, Noon), 1, Noon).Returned(0, Noon);
        budget.Ask(Noon, out permit);
        Assert.Equal(new Permit(false, Noon.AddSeconds(1)), permit);
    }

    private static HostBudget AfterBurst(DateTimeOffset now)
    {
        var budget = Full;
        for (var i = 0; i < 4; i++) budget = Granted(budget, 1, now).Returned(0, now);
        return budget;
    }

    private static HostBudget Granted(HostBudget budget, int calls, DateTimeOffset now)
    {
        for (var i = 0; i < calls; i++)
        {
            budget = budget.Ask(now, out var permit);
            Assert.True(permit.IsGranted);
        }

        return budget;
    }
}
