namespace Crawler.Statistics.Availability;

/// <summary>
/// How often and how long something was down, from looks at it. From one look to the next it is taken to have stayed as the
/// earlier look found it; a silence longer than <c>longestGap</c> is not counted at all, since nobody looked.
/// </summary>
/// <param name="Failures">Times it was found down after being up, or at the first look.</param>
/// <param name="Repairs">Times it was found up after being down.</param>
/// <param name="Up">Time it was up, in units of the looks.</param>
/// <param name="Down">Time it was down.</param>
/// <param name="Longest">Longest time it was down without a break, over or not.</param>
public readonly record struct Outages(int Failures, int Repairs, long Up, long Down, long Longest)
{
    /// <summary>
    /// Mean time between failures: time up for each failure. Where it never failed there is only the bound that <see cref="Up"/>
    /// is, so null.
    /// </summary>
    public double? MeanTimeBetweenFailures => Failures > 0 ? (double)Up / Failures : null;

    /// <summary>
    /// Mean time to repair: time down for each repair, which counts outages not over as the censored lives they are. Null where
    /// nothing was repaired.
    /// </summary>
    public double? MeanTimeToRepair => Repairs > 0 ? (double)Down / Repairs : null;

    /// <summary>Reads looks.</summary>
    /// <param name="looks">Ascending in time, one a unit of time.</param>
    /// <param name="longestGap">Units of time without a look that are still bridged, at least 1.</param>
    public static Outages Of(IEnumerable<(long Time, bool IsUp)> looks, long longestGap)
    {
        var (failures, repairs, up, down, longest, current) = (0, 0, 0L, 0L, 0L, 0L);
        (long Time, bool IsUp)? last = null;

        void Pass(long time)
        {
            if (last!.Value.IsUp) up += time;
            else
            {
                down += time;
                current += time;
                longest = Math.Max(longest, current);
            }
        }

        foreach (var look in looks)
        {
            var bridged = last is { } earlier && look.Time - earlier.Time <= longestGap;
            if (last is not null) Pass(bridged ? look.Time - last.Value.Time : 1);
            // After a silence nobody knows whether this is the old outage or a new one: neither a failure nor a repair.
            if (!look.IsUp && (last is null || (bridged && last.Value.IsUp))) failures++;
            if (look.IsUp && bridged && !last!.Value.IsUp) repairs++;
            if (look.IsUp || !bridged) current = 0;
            last = look;
        }

        if (last is not null) Pass(1);
        return new Outages(failures, repairs, up, down, longest);
    }
}
