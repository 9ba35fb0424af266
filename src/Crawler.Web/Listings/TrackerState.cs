namespace Crawler.Web.Listings;

/// <summary>How a tracker stands.</summary>
public enum TrackerState
{
    /// <summary>It answered when it was last asked, refusals included.</summary>
    Up,

    /// <summary>It did not.</summary>
    Down,

    /// <summary>It was never asked, or never while our own network was up.</summary>
    Unknown,
}

/// <summary>Reads how trackers stand.</summary>
public static class TrackerStates
{
    /// <summary>The state that "is up", "is not" or "nobody knows" comes to.</summary>
    public static TrackerState Of(bool? isUp) => isUp switch
    {
        true => TrackerState.Up,
        false => TrackerState.Down,
        null => TrackerState.Unknown,
    };
}
