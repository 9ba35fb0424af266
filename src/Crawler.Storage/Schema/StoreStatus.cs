using Crawler.Storage.Merge;

namespace Crawler.Storage.Schema;

/// <summary>How a store is.</summary>
public sealed record StoreStatus
{
    /// <summary>Which database.</summary>
    public required StoreProvider Provider { get; init; }

    /// <summary>Where, without password.</summary>
    public required string Location { get; init; }

    /// <summary>Whether it could be read.</summary>
    public bool Reachable { get; init; }

    /// <summary>What is wrong, in one line; null if the store is ready for use.</summary>
    public string? Problem { get; init; }

    /// <summary>Migrations applied, oldest first.</summary>
    public IReadOnlyList<string> AppliedMigrations { get; init; } = [];

    /// <summary>Migrations the program has and the store lacks.</summary>
    public IReadOnlyList<string> PendingMigrations { get; init; } = [];

    /// <summary>Rows; null unless the schema is current.</summary>
    public RowCounts? Rows { get; init; }

    /// <summary>How far the aggregate is behind the log; null unless the schema is current.</summary>
    public MergeLag? Lag { get; init; }

    /// <summary>Bytes on disk; null if not known.</summary>
    public long? SizeBytes { get; init; }
}

/// <summary>Rows of the tables that grow.</summary>
/// <param name="Campaigns">Campaigns.</param>
/// <param name="Torrents">Swarms; canaries are none.</param>
/// <param name="Trackers">Announce URLs.</param>
/// <param name="Attempts">The log.</param>
/// <param name="Sightings">The aggregate.</param>
/// <param name="Approximate">Whether attempts or sightings are estimated: they are so many that counting would take long.</param>
public sealed record RowCounts(long Campaigns, long Torrents, long Trackers, long Attempts, long Sightings, bool Approximate = false);
