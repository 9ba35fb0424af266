using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Watching;

/// <summary>Compares a reading with what is remembered, and finds what to tell. Pure.</summary>
/// <param name="rules">When something is worth telling.</param>
public sealed class Watcher(WatchRules rules)
{
    /// <summary>Takes a reading.</summary>
    /// <param name="memory">What is remembered.</param>
    /// <param name="reading">How everything stands now.</param>
    /// <returns>What is remembered then, and what to tell.</returns>
    public (Memory Next, IReadOnlyList<Notice> Notices) Next(Memory memory, Reading reading)
    {
        if (memory.At is { } last && reading.At - last > rules.LongestGap) memory = memory.Unseen();
        var notices = new List<Notice>();
        var next = StoreWatch.Next(memory, reading, rules, notices);
        next = reading.Trackers is null ? next.TrackersUnseen() : TrackerWatch.Next(next, reading, rules, notices);
        next = reading.Campaigns is null ? next.CampaignsUnseen() : CampaignWatch.Next(next, reading, rules, notices);
        return (next with { At = reading.At }, notices);
    }

    /// <summary>
    /// What is not well by one reading, whether it was told or not, as it would be told. A campaign that is idle though calls are due
    /// is not among it: that takes two readings.
    /// </summary>
    public IReadOnlyList<Notice> Wrong(Reading reading)
    {
        var well = Memory.None with
        {
            IsHonestyJudged = true,
            Trackers = (reading.Trackers ?? []).ToDictionary(tracker => tracker.Id, _ => Alarm.Well),
            Campaigns = (reading.Campaigns ?? []).Where(campaign => campaign.EndedAt is null).ToDictionary(campaign => campaign.Id, _ => new CampaignMemory(false, null, Alarm.Well)),
            StoreAway = Alarm.Well,
            StoreLag = Alarm.Well,
        };
        return new Watcher(rules with { StuckAfter = TimeSpan.Zero, LagAfter = TimeSpan.Zero }).Next(well, reading).Notices;
    }
}
