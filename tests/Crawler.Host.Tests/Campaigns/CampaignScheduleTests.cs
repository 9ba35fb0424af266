using Crawler.Host.Campaigns;

namespace Crawler.Host.Tests.Campaigns;

public class CampaignScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_a_schedule_it_runs_from_now_until_interrupted() =>
        Assert.Equal(new CampaignWindow(Noon.AddDays(9), null), CampaignSchedule.AtOnce.At(Noon.AddDays(9), Noon));

    [Fact]
    public void A_duration_counts_from_the_first_run_restarts_included()
    {
        var schedule = new CampaignSchedule(null, null, null, TimeSpan.FromHours(2));

        Assert.Equal(new CampaignWindow(Noon.AddHours(1), Noon.AddHours(2)), schedule.At(Noon.AddHours(1), firstRun: Noon));
        Assert.Null(schedule.At(Noon.AddHours(2), firstRun: Noon));
    }

    [Fact]
    public void A_start_is_waited_for() =>
        Assert.Equal(new CampaignWindow(Noon, Noon.AddHours(1)), new CampaignSchedule(Noon, null, null, TimeSpan.FromHours(1)).At(Noon.AddDays(-1), Noon.AddDays(-1)));

    [Theory]
    [InlineData(-60, 0, 30)] // before the first
    [InlineData(0, 0, 30)]
    [InlineData(10, 10, 30)] // in the middle of it: what is left
    [InlineData(30, 360, 390)] // over: the next
    [InlineData(359, 360, 390)]
    [InlineData(361, 361, 390)]
    [InlineData(725, 725, 730)] // cut by the end of all
    [InlineData(3600, null, null)]
    public void Windows_come_every_so_often(int at, int? begin, int? end)
    {
        var schedule = new CampaignSchedule(Noon, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(730));

        var window = schedule.At(Noon.AddMinutes(at), Noon);

        Assert.Equal(begin is { } from ? new CampaignWindow(Noon.AddMinutes(from), Noon.AddMinutes(end!.Value)) : null, window);
    }
}
