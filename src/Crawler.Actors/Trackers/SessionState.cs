namespace Crawler.Actors.Trackers;

/// <summary>Whether a tracker is still called.</summary>
public enum SessionState : byte
{
    /// <summary>Called whenever due.</summary>
    Active = 0,

    /// <summary>It does not want to hear from us again, or cannot: kept visible, never called.</summary>
    Gone = 1,

    /// <summary>Its host has no address of this session's family: there is nothing to call.</summary>
    NoAddress = 2,

    /// <summary>Its swarm is measured: it says <c>stopped</c> and rests until the swarm is measured again. Never stored.</summary>
    Resting = 3,
}
