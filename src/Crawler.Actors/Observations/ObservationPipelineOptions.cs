namespace Crawler.Actors.Observations;

/// <summary>How observations are batched.</summary>
/// <param name="BatchSize">Observations a batch at most.</param>
/// <param name="BatchTime">A batch waits no longer to be full; what a crash can lose.</param>
/// <param name="HighWater">Pending observations above which no further calls are made.</param>
public sealed record ObservationPipelineOptions(int BatchSize, TimeSpan BatchTime, int HighWater)
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    /// <summary>
    /// 5 000 or a second; calls stop at 40 000 pending, which is 4 s at 10 000 calls a second: longer than a store that
    /// hangs is waited for before batches go to disk.
    /// </summary>
    public static readonly ObservationPipelineOptions Standard = new(5000, TimeSpan.FromSeconds(1), 40_000);

    /// <summary>Pause before a failed batch is tried again.</summary>
    public static TimeSpan RetryAfter(int failures)
    {
        var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(failures, 10)));
        return pause < LongestRetry ? pause : LongestRetry;
    }
}
