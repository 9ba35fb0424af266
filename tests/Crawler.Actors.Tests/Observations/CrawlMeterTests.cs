using Crawler.Actors.Observations;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Observations;

public sealed class CrawlMeterTests
{
    [Fact]
    public void Lateness_is_told_to_six_percent_and_begins_anew_with_every_look()
    {
        var meter = new CrawlMeter();
        for (var i = 1; i <= 10_000; i++) meter.Went(TimeSpan.FromMilliseconds(i));
        var window = meter.TakeLateness();
        Assert.Equal((10_000, TimeSpan.FromSeconds(10)), (window.Calls, window.Max));
        Assert.InRange(window.P50!.Value.TotalSeconds, 5 * 0.94, 5 * 1.06);
        Assert.InRange(window.P99!.Value.TotalSeconds, 9.9 * 0.94, 9.9 * 1.06);
        Assert.Equal(default, meter.TakeLateness());
        Assert.Null(meter.TakeLateness().P50);
        Assert.Equal(10_000, meter.CallsGone);
    }

    [Theory]
    [InlineData(-5_000, 0)]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(1_000_000_000_000_000, 1_000_000_000_000_000)]
    public void What_is_early_is_not_late_and_no_lateness_is_too_great(long micros, long told)
    {
        var meter = new CrawlMeter();
        meter.Went(TimeSpan.FromMicroseconds(micros));
        Assert.Equal(TimeSpan.FromMicroseconds(told), meter.TakeLateness().Max);
    }

    [Fact]
    public void What_comes_back_is_counted_by_outcome_and_by_kind()
    {
        var meter = new CrawlMeter();
        meter.Came(Samples.Ok(1800));
        meter.Came(Samples.Failed(AttemptOutcome.Timeout) with { Kind = AttemptKind.Scrape });
        meter.Queued(5);
        meter.Queued(-2);
        meter.Seen(newPeers: 3, peers: 50);
        Assert.Equal((1, 1, 0), (meter.Of(AttemptOutcome.Ok), meter.Of(AttemptOutcome.Timeout), meter.Of(AttemptOutcome.Refused)));
        Assert.Equal((1, 1, 2), (meter.Of(AttemptKind.Announce), meter.Of(AttemptKind.Scrape), meter.CallsBack));
        Assert.Equal((3, 3, 50), (meter.WaitingCalls, meter.NewPeers, meter.Peers));
    }
}
