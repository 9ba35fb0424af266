using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Watching;

/// <summary>Whether campaigns ended, and whether they are stuck.</summary>
internal static class CampaignWatch
{
    public static Memory Next(Memory memory, Reading reading, WatchRules rules, List<Notice> notices)
    {
        var campaigns = new Dictionary<int, CampaignMemory>();
        foreach (var campaign in reading.Campaigns!)
            campaigns[campaign.Id] = Next(memory, memory.Campaigns.GetValueOrDefault(campaign.Id), campaign, reading.At, rules, notices);
        return memory with { Campaigns = campaigns, AreCampaignsKnown = true };
    }

    private static CampaignMemory Next(Memory memory, CampaignMemory? before, CampaignReading campaign, DateTimeOffset now, WatchRules rules, List<Notice> notices)
    {
        if (campaign.EndedAt is { } ended)
        {
            // One that began and ended between two readings is news too.
            if (before is { IsEnded: false } || (before is null && memory.AreCampaignsKnown && ended > memory.At)) notices.Add(Finished(campaign, ended, now));
            return new CampaignMemory(true, null, Alarm.None);
        }

        // One that is dead at the very first reading may have been so for years; one that lives, or was begun since, is well until shown otherwise.
        var alarm = before is { IsEnded: false } ? before.Alarm : campaign.IsAlive || memory.AreCampaignsKnown ? Alarm.Well : Alarm.None;
        var (next, turn) = alarm.See(IsStuck(before, campaign), now, rules.StuckAfter);
        if (turn is { } turned) notices.Add(Turned(campaign, turned, now));
        return new CampaignMemory(false, campaign.Calls, next);
    }

    /// <summary>A campaign with nothing due waits for its trackers' intervals, and one that is paused for a person: that is well.</summary>
    private static bool? IsStuck(CampaignMemory? before, CampaignReading campaign) => campaign switch
    {
        { SeenAt: null } => null,
        { IsAlive: false } => true,
        { IsPaused: true } => false,
        { Trouble: not null } => true,
        { Calls: null } or { Pending: null } => null,
        { Pending: 0 } => false,
        _ when before?.Calls is { } calls => calls == campaign.Calls,
        // Whether it moves is told by two readings.
        _ => null,
    };

    private static Notice Finished(CampaignReading campaign, DateTimeOffset ended, DateTimeOffset now) => new()
    {
        Kind = NoticeKind.CampaignFinished,
        Subject = campaign.Name,
        SubjectId = campaign.Id,
        At = now,
        Since = ended,
        Text = $"Campaign {campaign.Name} ended at {ended.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(campaign is { Calls: { } calls, Torrents: { } torrents } ? $" with {torrents} torrents, after {calls} calls in its last run" : "")}.",
    };

    private static Notice Turned(CampaignReading campaign, AlarmTurn turn, DateTimeOffset now) => new()
    {
        Kind = turn.IsBad ? NoticeKind.CampaignStuck : NoticeKind.CampaignGoesOn,
        Subject = campaign.Name,
        SubjectId = campaign.Id,
        At = now,
        Since = turn.Since,
        Text = turn.IsBad ? $"Campaign {campaign.Name} {Why(campaign, now - turn.Since)}" : $"Campaign {campaign.Name} goes on, after {Spans.Of(turn.Before)}.",
        IsFlapping = turn.IsFlapping,
    };

    private static string Why(CampaignReading campaign, TimeSpan time) => campaign switch
    {
        { IsAlive: false } => $"gives no sign of life since {campaign.SeenAt?.UtcDateTime:yyyy-MM-dd HH:mm} UTC and did not end.",
        { Trouble: { } trouble } => $"says for {Spans.Of(time)} that something is wrong: {trouble}",
        _ => $"made no call for {Spans.Of(time)}, though {campaign.Pending} are due.",
    };
}
