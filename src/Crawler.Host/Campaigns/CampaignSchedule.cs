namespace Crawler.Host.Campaigns;

/// <summary>One stretch of time in which a campaign calls.</summary>
/// <param name="Begin">When it begins.</param>
/// <param name="End">When it ends; null for when it is interrupted.</param>
internal readonly record struct CampaignWindow(DateTimeOffset Begin, DateTimeOffset? End);

/// <summary>When a campaign runs: all the time, or in windows.</summary>
/// <param name="Start">Not before; null for at once.</param>
/// <param name="Every">From the begin of one window to the next; null for one window.</param>
/// <param name="For">Length of a window; less than <paramref name="Every"/>. Null together with it.</param>
/// <param name="Duration">From the first begin to the end of all; null for until interrupted.</param>
internal sealed record CampaignSchedule(DateTimeOffset? Start, TimeSpan? Every, TimeSpan? For, TimeSpan? Duration)
{
    /// <summary>From now on.</summary>
    public static readonly CampaignSchedule AtOnce = new(null, null, null, null);

    /// <summary>The window that is open at <paramref name="now"/>, else the next; null when the campaign is over.</summary>
    /// <param name="now">The time.</param>
    /// <param name="firstRun">When it first ran; windows and duration count from there unless the file names a start.</param>
    public CampaignWindow? At(DateTimeOffset now, DateTimeOffset firstRun)
    {
        var first = Start ?? firstRun;
        var over = first + Duration;
        if (now >= over) return null;
        if (Every is not { } every || For is not { } length) return new(first > now ? first : now, over);
        var begun = now < first ? 0 : (now - first).Ticks / every.Ticks;
        var begin = first + (every * begun);
        // A window that is over is followed by the next one.
        if (now >= begin + length) begin += every;
        if (begin >= over) return null;
        var end = begin + length;
        return new(begin > now ? begin : now, end > over ? over : end);
    }
}
