namespace Crawler.Actors.Campaigns;

/// <summary>Counts out a pace: how many new torrents may be fed since the last look.</summary>
/// <param name="pace">How fast.</param>
/// <param name="time">The clock.</param>
public sealed class FeedCredit(FeedPace pace, TimeProvider time)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    /// <summary>What a look that came late makes up for at most: a machine that slept is no reason for a flood.</summary>
    private static readonly TimeSpan MostAtOnce = TimeSpan.FromMilliseconds(200);

    private double _credit = 1;
    private long _lookedAt = time.GetTimestamp();

    /// <summary>Adds what the time since the last look is worth. What is not spent at once is not saved up: a feeder that rested is no reason for a flood either.</summary>
    /// <param name="waiting">Calls waiting at all gates.</param>
    public void Earn(long waiting)
    {
        var since = time.GetElapsedTime(_lookedAt);
        _lookedAt = time.GetTimestamp();
        _credit = Math.Min(_credit, 1) + (pace.PerSecond(waiting) * Math.Min(since.TotalSeconds, MostAtOnce.TotalSeconds));
    }

    /// <summary>Takes one, if there is one.</summary>
    public bool TrySpend()
    {
        if (_credit < 1) return false;
        _credit--;
        return true;
    }
}
