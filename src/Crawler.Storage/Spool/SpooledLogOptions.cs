namespace Crawler.Storage.Spool;

/// <summary>When a store counts as away.</summary>
public sealed record SpooledLogOptions
{
    /// <summary>
    /// A batch that takes longer goes to disk, and those behind it: less than what the batches that wait in memory stand
    /// for, so that a store that hangs stops no call. From disk each is given as long as it takes.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Pause after the first failed delivery; it doubles up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause: the store is noticed so soon after it is back.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A store that is there and refuses a batch for what is in it is asked so often, then the batch is set aside. Some 8 s
    /// at the standard pauses: a refusal of everything (somebody is at work in the schema) may be over by then.
    /// </summary>
    public int TriesBeforeAside { get; init; } = 6;

    /// <summary>The pause after so many failures.</summary>
    internal TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 20));
        return pause < LongestPause ? pause : LongestPause;
    }
}
