using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Host.Campaigns;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Tests.Campaigns;

public class CampaignForecastTests
{
    private static readonly CampaignSchedule Day = new(null, null, null, TimeSpan.FromDays(1));

    [Fact]
    public void A_host_that_keeps_up_is_asked_whenever_the_interval_is_over()
    {
        var forecast = Forecast(Targets(18_000, "udp://a.example:1/"), CrawlRates.Standard);

        var host = Assert.Single(forecast.Hosts);
        Assert.Equal((18_000, 10, 20), (host.Sessions, host.Wanted, host.Limit), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-6 && a.Item3 == b.Item3);
        Assert.True(host.KeepsUp);
        Assert.Equal(TimeSpan.FromMinutes(30), host.RealInterval);
        // 18 000 calls, 50 of them at once, at 20 a second.
        Assert.Equal((18_000 - 50) / 20.0, forecast.FirstPass.TotalSeconds, 3);
        Assert.Equal(10, forecast.Rate, 6);
        Assert.Equal(18_000 + (10 * (86_400 - 897.5)), forecast.Calls!.Value, 0);
        Assert.Equal(10 * 86_400 * (130 + (15 * 7)), forecast.LogBytesPerDay, 0);
        Assert.Equal((18_000 * 15 * 121, 18_000 * 2500), (forecast.AggregateBytes, forecast.MemoryBytes));
    }

    [Fact]
    public void A_host_that_cannot_keep_up_is_late_and_by_how_much_is_told()
    {
        var forecast = Forecast([.. Targets(360_000, "udp://a.example:1/"), .. Targets(10, "http://b.example/a")], CrawlRates.Standard);

        Assert.False(forecast.Hosts[0].KeepsUp);
        Assert.Equal(TimeSpan.FromHours(5), forecast.Hosts[0].RealInterval);
        Assert.True(forecast.Hosts[1].KeepsUp);
        Assert.Equal([("http", 10L), ("udp", 360_000L)], forecast.Schemes.Select(scheme => (scheme.Key, scheme.Value)));
        Assert.False(forecast.IsHeldByNode);
    }

    [Fact]
    public void The_strictest_limit_decides()
    {
        var targets = Targets(18_000, "udp://a.example:1/", "udp://b.example:1/");
        var own = new Dictionary<string, HostLimits> { ["a.example"] = HostLimits.Standard with { PerSecond = 2 } };

        Assert.Equal([2.0, 20], Forecast(targets, CrawlRates.Standard with { Hosts = own }).Hosts.OrderBy(host => host.Host).Select(host => host.Limit));
        Assert.Equal([5.0, 5], Forecast(targets, CrawlRates.Standard with { PerIp = new IpLimits(Concurrency: 9, PerSecond: 5) }).Hosts.Select(host => host.Limit));
        var held = Forecast(targets, CrawlRates.Standard with { Global = 8 });
        Assert.Equal((8, true), (held.Rate, held.IsHeldByNode));
        Assert.Equal(36_000 / 8.0, held.FirstPass.TotalSeconds, 3);
    }

    [Fact]
    public void What_the_store_remembers_of_a_tracker_counts_instead_of_the_usual()
    {
        var targets = Targets(1_200, "udp://a.example:1/", "udp://b.example:1/");

        var forecast = Forecast(targets, CrawlRates.Standard, intervals: url => url.Host == "a.example" ? TimeSpan.FromMinutes(20) : null);

        Assert.Equal(TimeSpan.FromMinutes(20), forecast.Hosts[0].Interval);
        Assert.Equal(TimeSpan.FromMinutes(30), forecast.Hosts[1].Interval);
    }

    [Fact]
    public void Families_and_identities_multiply_sessions_and_counts_alone_divide_calls()
    {
        var targets = Targets(7_400, "udp://a.example:1/");

        Assert.Equal(4 * 7_400, Forecast(targets, CrawlRates.Standard, new MeasuringPlan { Precision = 0.05, Identities = 2 }, families: 2).Sessions);
        var counts = Forecast(targets, CrawlRates.Standard, new MeasuringPlan { CountsOnly = true });
        Assert.Equal(7_400 / 74 / 1800.0, counts.Wanted, 6);
        Assert.Equal((0, 7_400 / 1800.0 * 86_400 * 130), (counts.AggregateBytes, counts.LogBytesPerDay), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1);
    }

    [Fact]
    public void Windows_are_the_time_in_which_it_calls()
    {
        var schedule = new CampaignSchedule(null, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), TimeSpan.FromHours(13));

        Assert.Equal(TimeSpan.FromMinutes(90), Forecast(Targets(10, "udp://a.example:1/"), CrawlRates.Standard, schedule: schedule).Active);
        Assert.Null(Forecast(Targets(10, "udp://a.example:1/"), CrawlRates.Standard, schedule: CampaignSchedule.AtOnce).Calls);
        Assert.Equal(0, Forecast([], CrawlRates.Standard).Calls);
    }

    private static CampaignForecast Forecast(
        IReadOnlyList<Target> targets, CrawlRates rates, MeasuringPlan? plan = null, int families = 1, CampaignSchedule? schedule = null, Func<TrackerUrl, TimeSpan?>? intervals = null) =>
        CampaignForecast.Of(targets, rates, plan ?? MeasuringPlan.None, families, schedule ?? Day, intervals ?? (_ => null));

    private static Target[] Targets(int count, params string[] trackers)
    {
        var tiers = AnnounceTiers.Of(trackers.Select(tracker => new[] { tracker }));
        return [.. Enumerable.Range(0, count).Select(number => new Target { InfoHash = InfoHash.Parse($"{number:x40}"), Trackers = tiers })];
    }
}
