namespace Crawler.Storage.Log;

/// <summary>Where the session with a tracker stands. Stored by number: never renumber.</summary>
public enum ScheduleState : byte
{
    /// <summary>To be announced when due.</summary>
    Active = 0,

    /// <summary>Gone for good: the row stays visible, no announce follows.</summary>
    Gone = 1,
}
