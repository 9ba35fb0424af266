using Crawler.Storage.Log;

namespace Crawler.Storage.Retention;

/// <summary>
/// What to drop from a store, in which order and why. First what is too old. Then, if the cap is still near, the oldest
/// days of the log, the oldest hours (their days stand), and estimates down to the last of a day in each series. The
/// oldest first within each, and never what is not settled, nor today.
/// </summary>
public sealed record RetentionPlan
{
    private static readonly Tier[] ByAge = [Tier.Raw, Tier.Hours, Tier.Days];

    private static readonly Tier[] ForCap = [Tier.Raw, Tier.Hours, Tier.Estimates];

    /// <summary>In the order to be carried out; empty if nothing is to be dropped.</summary>
    public required IReadOnlyList<RetentionStep> Steps { get; init; }

    /// <summary>Bytes in use when it is carried out, about.</summary>
    public required long BytesAfter { get; init; }

    /// <summary>The cap it was made for; null for none.</summary>
    public required long? Cap { get; init; }

    /// <summary>Days of the log that were to go and stay, since the aggregate or the hours lack some of them.</summary>
    public required IReadOnlyList<DateOnly> Unsettled { get; init; }

    /// <summary>
    /// Whether the store is under its cap, with room for what comes next, when it is carried out. If not, nothing that may be
    /// dropped is left: what remains is for a person to decide.
    /// </summary>
    public bool Holds => Cap is not { } cap || BytesAfter <= RetentionPolicy.BeginsAt(cap);

    /// <summary>Bytes over the cap when it is carried out; 0 if under it.</summary>
    public long Over => Cap is { } cap ? Math.Max(0, BytesAfter - cap) : 0;

    /// <summary>Makes the plan.</summary>
    /// <param name="policy">What is to be kept.</param>
    /// <param name="inventory">What there is.</param>
    /// <param name="now">The time; its day (UTC) is never touched.</param>
    public static RetentionPlan Of(RetentionPolicy policy, StoreInventory inventory, DateTimeOffset now)
    {
        var today = LogDay.Of(now);
        var left = Enum.GetValues<Tier>().ToDictionary(tier => tier, tier => inventory.Of(tier).Where(day => day.Rows > 0 || tier == Tier.Raw).OrderBy(day => day.Day).ToList());
        var steps = new List<RetentionStep>();
        var used = inventory.UsedBytes;
        var unsettled = new SortedSet<DateOnly>();

        TakeAged();
        if (policy.Cap is { } cap && used > RetentionPolicy.BeginsAt(cap))
        {
            foreach (var tier in ForCap)
            {
                Take(tier, RetentionReason.Cap, _ => used > RetentionPolicy.EndsAt(cap));
                // What waited for a finer tier to go need not wait any longer.
                TakeAged();
            }
        }

        return new RetentionPlan { Steps = steps, BytesAfter = used, Cap = policy.Cap, Unsettled = [.. unsettled] };

        void TakeAged()
        {
            foreach (var tier in ByAge)
                if (Kept(policy, tier) is { } kept && LastEnded(now, kept) is { } last) Take(tier, RetentionReason.Age, day => day.Day <= last);
        }

        void Take(Tier tier, RetentionReason reason, Func<TierDay, bool> goes)
        {
            var taken = new List<TierDay>();
            foreach (var day in left[tier])
            {
                if (day.Day >= today || !goes(day)) break;
                if (!day.IsSettled)
                {
                    unsettled.Add(day.Day);
                    continue;
                }

                // A tier outlives the finer one it was made of: what comes late for a day is added to its hours.
                if (Finer(tier) is { } finer && left[finer].Any(other => other.Day <= day.Day)) break;
                taken.Add(day);
                used -= day.Bytes;
            }

            if (taken.Count == 0) return;
            left[tier].RemoveAll(taken.Contains);
            steps.Add(new RetentionStep(tier, taken[0].Day, taken[^1].Day, taken.Count, taken.Sum(day => day.Rows), taken.Sum(day => day.Bytes), reason));
        }
    }

    private static TimeSpan? Kept(RetentionPolicy policy, Tier tier) => tier switch
    {
        Tier.Raw => policy.KeepRaw,
        Tier.Hours => policy.KeepHours,
        _ => policy.KeepDays,
    };

    private static Tier? Finer(Tier tier) => tier switch
    {
        Tier.Hours => Tier.Raw,
        Tier.Days => Tier.Hours,
        _ => null,
    };

    /// <summary>The last day that had ended so long ago; null where time does not reach back so far.</summary>
    private static DateOnly? LastEnded(DateTimeOffset now, TimeSpan kept) =>
        kept < now - DateTimeOffset.MinValue.AddDays(2) ? LogDay.Of(now - kept).AddDays(-1) : null;
}
