namespace Crawler.Storage.Retention;

/// <summary>Carries plans out, and looks again after each: what a day takes is an estimate, what is left is measured.</summary>
public static class RetentionKeeper
{
    /// <summary>Plans in one go; each drops something, so that more are needed only where estimates were far too high.</summary>
    private const int MostRounds = 20;

    /// <summary>Keeps the policy now. Merges and rolls up what is left first, since nothing else may be dropped.</summary>
    /// <exception cref="StoreException">The store cannot; what was dropped stays dropped.</exception>
    public static async Task<RetentionOutcome> KeepAsync(this ICrawlStore store, RetentionPolicy policy, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await store.MergeAsync(cancellation: cancellation);
        await store.RollAsync(cancellation: cancellation);
        // What passes through SQLite's write-ahead log is no stock.
        await store.Retention.GiveBackAsync(Tier.Raw, cancellation);
        var done = new List<RetentionStep>();
        for (var round = 0; ; round++)
        {
            var inventory = await store.Retention.InventoryAsync(cancellation);
            var plan = RetentionPlan.Of(policy, inventory, now);
            if (plan.Steps.Count == 0 || round == MostRounds) return new RetentionOutcome(done, inventory.UsedBytes, plan);
            var before = done.Count;
            foreach (var step in plan.Steps)
                if (await CarryOutAsync(store, step, cancellation)) done.Add(step);

            // In use by somebody, or written anew meanwhile: the next time takes it.
            if (done.Count == before) return new RetentionOutcome(done, inventory.UsedBytes, plan);
        }
    }

    private static async Task<bool> CarryOutAsync(ICrawlStore store, RetentionStep step, CancellationToken cancellation)
    {
        if (step.Tier == Tier.Raw)
        {
            var result = await store.Retention.PruneAsync(new DateTimeOffset(step.To.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), cancellation);
            await store.Retention.GiveBackAsync(Tier.Raw, cancellation);
            // Days that were made ahead and stayed empty go without being told.
            return result.Dropped.Count > 0;
        }

        var rows = await store.Retention.DropTierAsync(step.Tier, step.From, step.To, cancellation);
        // By age, what comes next takes the room, day by day; for the cap it has to be given back.
        if (rows > 0 && step.Reason == RetentionReason.Cap) await store.Retention.GiveBackAsync(step.Tier, cancellation);
        return rows > 0;
    }
}
