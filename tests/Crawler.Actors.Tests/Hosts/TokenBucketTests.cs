using Crawler.Actors.Hosts;

namespace Crawler.Actors.Tests.Hosts;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, 5)]
    [InlineData(200, 20)]
    [InlineData(10_000, 100)]
    [InlineData(0.1, 1)]
    public void In_every_window_at_most_the_burst_and_the_rate_are_granted(double perSecond, int burst)
    {
        var (bucket, random, now) = (TokenBucket.Full(perSecond, burst, Noon), new Random(1), Noon);
        var granted = new List<DateTimeOffset>();
        while (granted.Count < 2_000)
        {
            now += TimeSpan.FromSeconds(random.NextDouble() * random.Next(1, 40) / perSecond / 8);
            if (bucket.TryTake(now, out bucket)) granted.Add(now);
        }

        for (var from = 0; from < granted.Count; from++)
        {
            for (var to = from; to < granted.Count; to += 7)
                Assert.True(to - from + 1 <= burst + (perSecond * (granted[to] - granted[from]).TotalSeconds) + 1e-3);
        }
    }

    [Fact]
    public void At_a_high_rate_it_is_worth_asking_for_5_ms_of_tokens_but_never_for_more_than_half_a_burst()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(5), Empty(10_000, 1_000).NextAt(Noon) - Noon);
        Assert.Equal(TimeSpan.FromMilliseconds(1), Empty(10_000, 20).NextAt(Noon) - Noon);
        Assert.Equal(TimeSpan.FromSeconds(2), Empty(0.5, 20).NextAt(Noon) - Noon);
        Assert.Equal(TimeSpan.FromHours(1), Empty(0, 20).NextAt(Noon) - Noon);
    }

    [Fact]
    public void A_clock_that_was_set_back_grants_nothing_extra_and_stalls_nothing()
    {
        var back = Noon.AddHours(-1);
        var bucket = Empty(2, 4).Filled(back);
        Assert.Equal(0, bucket.Tokens);
        Assert.Equal(2, bucket.Filled(back.AddSeconds(1)).Tokens);
    }

    [Fact]
    public void Another_rate_binds_from_the_moment_of_the_change()
    {
        var lowered = TokenBucket.Full(200, 20, Noon).Changed(50, 5, Noon);
        Assert.Equal(5, lowered.Filled(Noon.AddSeconds(1)).Tokens);
        var raised = Empty(2, 4).Changed(10, 100, Noon.AddSeconds(1));
        Assert.Equal((2, 12), (raised.Tokens, raised.Filled(Noon.AddSeconds(2)).Tokens));
    }

    private static TokenBucket Empty(double perSecond, int burst) => TokenBucket.Full(perSecond, burst, Noon).Spend(burst, Noon);
}
