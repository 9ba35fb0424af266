namespace Crawler.Storage.Retention;

/// <summary>What a store holds, by tier and day, at one moment.</summary>
public sealed record StoreInventory
{
    /// <summary>The log, oldest first.</summary>
    public required IReadOnlyList<TierDay> Raw { get; init; }

    /// <summary>Trackers' hours by the day they are of, oldest first.</summary>
    public required IReadOnlyList<TierDay> Hours { get; init; }

    /// <summary>Trackers' days, oldest first.</summary>
    public required IReadOnlyList<TierDay> Days { get; init; }

    /// <summary>Estimates that thinning would take, by the day they end on, oldest first.</summary>
    public required IReadOnlyList<TierDay> Estimates { get; init; }

    /// <summary>Bytes in use, which the cap is held against. Free pages of an SQLite file are not in it: what comes next takes them.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Bytes on disk: of SQLite the file with its write-ahead log, of PostgreSQL the database.</summary>
    public required long FileBytes { get; init; }

    /// <summary>What is in no tier and is never dropped: sightings, names, schedules, and estimates as thin as they get.</summary>
    public long RestBytes => Math.Max(0, UsedBytes - Enum.GetValues<Tier>().Sum(tier => Of(tier).Sum(day => day.Bytes)));

    /// <summary>One tier.</summary>
    public IReadOnlyList<TierDay> Of(Tier tier) => tier switch
    {
        Tier.Raw => Raw,
        Tier.Hours => Hours,
        Tier.Days => Days,
        _ => Estimates,
    };
}
