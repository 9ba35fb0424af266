using Crawler.Notifications.Notices;

namespace Crawler.Notifications.Watching;

/// <summary>Whether the store is away, or behind.</summary>
internal static class StoreWatch
{
    private const string Subject = "store";

    public static Memory Next(Memory memory, Reading reading, WatchRules rules, List<Notice> notices)
    {
        var store = reading.Store;
        var (away, wentAway) = memory.StoreAway.See(store.Trouble is not null, reading.At, rules.LagAfter);
        if (wentAway is { } gone)
        {
            notices.Add(Of(reading, gone, gone.IsBad ? NoticeKind.StoreAway : NoticeKind.StoreBack, gone.IsBad
                ? $"The store has not answered for {Spans.Of(reading.At - gone.Since)}: {store.Trouble}. A crawl goes on meanwhile and keeps its results on disk."
                : $"The store answers again, after {Spans.Of(gone.Before)}."));
        }

        var (lag, fell) = memory.StoreLag.See(IsBehind(store, rules), reading.At, rules.LagAfter);
        if (fell is { } turn)
        {
            notices.Add(Of(reading, turn, turn.IsBad ? NoticeKind.StoreLag : NoticeKind.StoreCaughtUp, turn.IsBad
                ? $"The store is behind: {store.RollLag ?? 0} batches of the log are not on pages, {store.MergeLag ?? 0} are not in the aggregate."
                : $"The store has caught up, after {Spans.Of(turn.Before)}."));
        }

        return memory with { StoreAway = away, StoreLag = lag };
    }

    /// <summary>Between half of the limit and the limit it stays what it was; nothing is known while it is away.</summary>
    private static bool? IsBehind(StoreReading store, WatchRules rules)
    {
        if (store.Trouble is not null || (store.RollLag is null && store.MergeLag is null)) return null;
        var batches = Math.Max(store.RollLag ?? 0, store.MergeLag ?? 0);
        return batches > rules.LagBatches ? true : batches <= rules.LagBatches / 2 ? false : null;
    }

    private static Notice Of(Reading reading, AlarmTurn turn, NoticeKind kind, string text) =>
        new() { Kind = kind, Subject = Subject, At = reading.At, Since = turn.Since, Text = text, IsFlapping = turn.IsFlapping };
}
