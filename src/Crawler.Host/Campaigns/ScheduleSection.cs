using Crawler.Host.Campaigns.Yaml;
using Crawler.Host.Formatting;

namespace Crawler.Host.Campaigns;

/// <summary>Reads <c>schedule:</c> and <c>duration:</c>.</summary>
internal static class ScheduleSection
{
    /// <summary>When it runs, and how often swarms are measured again where no windows are asked for.</summary>
    public static (CampaignSchedule Schedule, TimeSpan? MeasuredEvery) Read(SectionReader root)
    {
        var section = root.Section("schedule");
        var start = section.Read("start", CampaignValues.Instant);
        var every = section.Read("every", CampaignValues.Duration());
        var length = section.Read("for", CampaignValues.Duration());
        var duration = root.Read("duration", CampaignValues.Duration());
        if (length is not null && every is null && !section.Has("every")) section.Problem("for", "is the length of a window: give every too (duration is how long it lasts in all)");
        if (every is not null && length >= every) section.Problem("for", $"is not shorter than every ({Durations.Format(every.Value)}): leave both out to run all the time");
        section.End();
        var windows = every is not null && length is not null;
        return (new CampaignSchedule(start, windows ? every : null, windows ? length : null, duration), windows ? null : every);
    }
}
