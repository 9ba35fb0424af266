using Crawler.Actors.Campaigns;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Actors.Tests.Campaigns;

public class FeedCreditTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void It_counts_out_the_pace_whatever_the_ticks()
    {
        var credit = new FeedCredit(FeedPace.Standard, _clock);
        var fed = 0;
        for (var tick = 0; tick < 1000; tick++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(tick % 3 == 0 ? 7 : 4));
            credit.Earn(0);
            while (credit.TrySpend()) fed++;
        }

        Assert.InRange(fed, 9_990, 10_010); // five seconds at 2 000 a second
    }

    [Fact]
    public void Neither_a_late_tick_nor_a_long_rest_makes_a_flood()
    {
        var credit = new FeedCredit(FeedPace.Standard, _clock);
        for (var tick = 0; tick < 10_000; tick++)
        {
            _clock.Advance(FeedCredit.Tick);
            credit.Earn(0); // nothing to feed
        }

        _clock.Advance(TimeSpan.FromHours(1));
        credit.Earn(0);
        var fed = 0;
        while (credit.TrySpend()) fed++;

        Assert.InRange(fed, 1, 401);
    }
}
