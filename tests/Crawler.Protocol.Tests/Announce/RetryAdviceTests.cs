using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Tests.Announce;

public class RetryAdviceTests
{
    [Fact]
    public void Advice_for_ages_is_30_days_so_that_no_timer_overflows()
    {
        Assert.Equal(TimeSpan.FromDays(30), RetryAdvice.InMinutes(long.MaxValue).After);
        Assert.Equal(TimeSpan.FromDays(30), RetryAdvice.InSeconds(long.MaxValue).After);
        Assert.Equal(TimeSpan.FromMinutes(5), RetryAdvice.InMinutes(5).After);
    }

    [Fact]
    public void Never_is_no_time_at_all()
    {
        Assert.True(RetryAdvice.Never.IsNever);
        Assert.Null(RetryAdvice.Never.After);
    }
}
