using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Watching;

/// <summary>Whether trackers are down, and whether they are doubtful.</summary>
internal static class TrackerWatch
{
    public static Memory Next(Memory memory, Reading reading, WatchRules rules, List<Notice> notices)
    {
        var (trackers, honesty) = (new Dictionary<int, Alarm>(), new Dictionary<int, Alarm>());
        foreach (var tracker in reading.Trackers!)
        {
            // The looks already say for how long.
            var (alarm, turn) = memory.Trackers.GetValueOrDefault(tracker.Id, Alarm.None).See(tracker.Verdict.IsDown, reading.At, TimeSpan.Zero);
            if (turn is { } turned) notices.Add(Turned(tracker, turned, reading.At));
            trackers[tracker.Id] = tracker.Verdict.Since is { } since && (turn is not null || alarm.Since == reading.At) ? alarm with { Since = since } : alarm;

            // Once all were judged, one that is found doubtful is news though it was not judged before.
            var before = memory.Honesty.GetValueOrDefault(tracker.Id, memory.IsHonestyJudged ? Alarm.Well : Alarm.None);
            var (doubt, judged) = before.See(IsDoubtful(tracker.Honesty, rules), reading.At, TimeSpan.Zero);
            if (judged is { } verdict) notices.Add(Judged(tracker, verdict, reading.At));
            honesty[tracker.Id] = doubt;
        }

        return memory with { Trackers = trackers, Honesty = honesty, IsHonestyJudged = memory.IsHonestyJudged || reading.IsHonestyJudged };
    }

    private static bool? IsDoubtful(double? honesty, WatchRules rules) =>
        honesty < rules.DoubtfulBelow ? true : honesty >= rules.BelievedFrom ? false : null;

    private static Notice Turned(TrackerReading tracker, AlarmTurn turn, DateTimeOffset at)
    {
        var since = tracker.Verdict.Since ?? turn.Since;
        return new Notice
        {
            Kind = turn.IsBad ? NoticeKind.TrackerDown : NoticeKind.TrackerUp,
            Subject = tracker.Name,
            SubjectId = tracker.Id,
            At = at,
            Since = since,
            Text = turn.IsBad
                ? $"{tracker.Name} has not answered for {Spans.Of(at - since)}, found so in {tracker.Verdict.Looks} quarters of an hour{(tracker.LastOutcome is null ? "" : $" (last: {tracker.LastOutcome})")}. Our own network was up, as far as can be told."
                : $"{tracker.Name} answers again, after {Spans.Of(turn.Before)} without an answer.",
            IsFlapping = turn.IsFlapping,
        };
    }

    private static Notice Judged(TrackerReading tracker, AlarmTurn turn, DateTimeOffset at) => new()
    {
        Kind = turn.IsBad ? NoticeKind.TrackerDoubtful : NoticeKind.TrackerBelieved,
        Subject = tracker.Name,
        SubjectId = tracker.Id,
        At = at,
        Since = turn.Since,
        Text = turn.IsBad
            ? $"{tracker.Name} is not to be believed any more ({tracker.Honesty:0} of 100){(tracker.Finding is null ? "" : $": {tracker.Finding}")}"
            : $"{tracker.Name} is to be believed again ({tracker.Honesty:0} of 100).",
        IsFlapping = turn.IsFlapping,
    };
}
