namespace Crawler.Notifications.Watching;

/// <summary>When something is worth telling.</summary>
public sealed record WatchRules
{
    /// <summary>How long a tracker must be found without an answer.</summary>
    public TimeSpan DownAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a campaign must be silent, idle though calls are due, or in trouble.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the store must be away or behind.</summary>
    public TimeSpan LagAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Batches of the log from which on the store is behind; from half of them down it has caught up.</summary>
    public long LagBatches { get; init; } = 600;

    /// <summary>Believed less than this, 0–100, a tracker is doubtful: pages send nobody to it.</summary>
    public double DoubtfulBelow { get; init; } = 35;

    /// <summary>Believed this much it is so no longer: where nothing speaks either way. Between the two it stays what it was.</summary>
    public double BelievedFrom { get; init; } = 50;

    /// <summary>
    /// Readings further apart do not belong together: the machine slept, or the process was away. What had to last begins anew.
    /// </summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);
}
