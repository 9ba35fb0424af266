using Crawler.Storage.Retention;

namespace Crawler.Storage.Tests.Retention;

public class RetentionPlanTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);

    private static readonly DateTimeOffset Now = new(2026, 6, 30, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_is_dropped_of_itself()
    {
        var plan = RetentionPlan.Of(RetentionPolicy.Standard, Stock(raw: Days(900, 10), hours: Days(900, 1)), Now);

        Assert.Empty(plan.Steps);
        Assert.True(plan.Holds);
    }

    [Fact]
    public void What_is_older_than_it_is_kept_goes_oldest_first_and_a_day_only_when_it_ended_so_long_ago()
    {
        var plan = RetentionPlan.Of(new RetentionPolicy(TimeSpan.FromDays(30), null, null, null), Stock(raw: Days(100, 10)), Now);

        var step = Assert.Single(plan.Steps);
        Assert.Equal((Tier.Raw, Today.AddDays(-100), Today.AddDays(-31), 70, 700L, RetentionReason.Age), (step.Tier, step.From, step.To, step.Days, step.Bytes, step.Reason));
    }

    [Fact]
    public void A_tier_outlives_the_finer_one_it_was_made_of()
    {
        var policy = new RetentionPolicy(TimeSpan.FromDays(50), TimeSpan.FromDays(10), TimeSpan.FromDays(5), null);
        var plan = RetentionPlan.Of(policy, Stock(raw: Days(100, 10), hours: Days(100, 1), days: Days(100, 1)), Now);

        Assert.Equal([Tier.Raw, Tier.Hours, Tier.Days], plan.Steps.Select(step => step.Tier));
        Assert.All(plan.Steps, step => Assert.Equal(Today.AddDays(-51), step.To));
    }

    [Fact]
    public void Near_the_cap_days_of_the_log_go_first_and_no_more_than_make_room()
    {
        var plan = RetentionPlan.Of(Capped(1000), Stock(raw: Days(100, 9), hours: Days(100, 1)), Now);

        var step = Assert.Single(plan.Steps);
        Assert.Equal((Tier.Raw, RetentionReason.Cap, Today.AddDays(-100)), (step.Tier, step.Reason, step.From));
        Assert.Equal(12, step.Days);
        Assert.InRange(plan.BytesAfter, 1, 900);
        Assert.Empty(RetentionPlan.Of(Capped(1060), Stock(raw: Days(100, 9), hours: Days(100, 1)), Now).Steps);
    }

    [Fact]
    public void When_the_log_is_spent_hours_go_then_estimates_are_thinned_and_days_and_the_rest_stay()
    {
        var plan = RetentionPlan.Of(Capped(100), Stock(raw: Days(10, 10), hours: Days(10, 10), days: Days(10, 10), estimates: Days(10, 10), rest: 50), Now);

        Assert.Equal([Tier.Raw, Tier.Hours, Tier.Estimates], plan.Steps.Select(step => step.Tier));
        Assert.Equal(150, plan.BytesAfter);
        Assert.False(plan.Holds);
        Assert.Equal(50, plan.Over);
    }

    [Fact]
    public void Today_and_what_is_not_settled_is_never_dropped_and_said_so()
    {
        TierDay[] raw = [.. Days(3, 10), new TierDay(Today, 5, 100)];
        raw[0] = raw[0] with { IsSettled = false };
        var plan = RetentionPlan.Of(Capped(1), Stock(raw: raw, hours: Days(3, 1)), Now);

        Assert.Equal([Today.AddDays(-3)], plan.Unsettled);
        var step = Assert.Single(plan.Steps);
        Assert.Equal((Tier.Raw, Today.AddDays(-2), Today.AddDays(-1), 2), (step.Tier, step.From, step.To, step.Days));
        Assert.False(plan.Holds);
    }

    [Fact]
    public void An_age_beyond_the_calendar_keeps_everything() =>
        Assert.Empty(RetentionPlan.Of(new RetentionPolicy(TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue, null), Stock(raw: Days(10, 10)), Now).Steps);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_there_is_a_plan_that_was_carried_out_has_nothing_left_to_say(int seed)
    {
        var random = new Random(seed);
        var stock = Stock(Random(), Random(), Random(), Random(), random.Next(5000));
        var policy = new RetentionPolicy(TimeSpan.FromDays(random.Next(1, 90)), TimeSpan.FromDays(random.Next(1, 90)), TimeSpan.FromDays(random.Next(1, 90)), random.Next(1, 10_000));

        var plan = RetentionPlan.Of(policy, stock, Now);
        var after = stock with
        {
            Raw = Left(Tier.Raw),
            Hours = Left(Tier.Hours),
            Days = Left(Tier.Days),
            Estimates = Left(Tier.Estimates),
            UsedBytes = plan.BytesAfter,
        };

        Assert.Empty(RetentionPlan.Of(policy, after, Now).Steps);
        Assert.Equal(plan.Holds, RetentionPlan.Of(policy, after, Now).Holds);
        Assert.All(stock.Raw.Where(day => !day.IsSettled), day => Assert.Contains(day, after.Raw));

        TierDay[] Random() => [.. Days(90, 1).Select(day => day with { Bytes = random.Next(100), IsSettled = random.Next(20) > 0 })];

        List<TierDay> Left(Tier tier) => [.. stock.Of(tier).Where(day => !day.IsSettled || !plan.Steps.Any(step => step.Tier == tier && step.From <= day.Day && day.Day <= step.To))];
    }

    private static RetentionPolicy Capped(long bytes) => new(null, null, null, bytes);

    /// <summary>So many days before today, each of so many bytes.</summary>
    private static TierDay[] Days(int count, long bytes) => [.. Enumerable.Range(0, count).Select(i => new TierDay(Today.AddDays(i - count), 1, bytes))];

    private static StoreInventory Stock(TierDay[]? raw = null, TierDay[]? hours = null, TierDay[]? days = null, TierDay[]? estimates = null, long rest = 0)
    {
        var used = rest + new[] { raw, hours, days, estimates }.Sum(tier => tier?.Sum(day => day.Bytes) ?? 0);
        return new StoreInventory { Raw = raw ?? [], Hours = hours ?? [], Days = days ?? [], Estimates = estimates ?? [], UsedBytes = used, FileBytes = used };
    }
}
