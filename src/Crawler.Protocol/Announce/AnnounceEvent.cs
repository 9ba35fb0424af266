namespace Crawler.Protocol.Announce;

/// <summary>The <c>event</c> of an announce; the numbers are BEP 15's.</summary>
public enum AnnounceEvent : byte
{
    /// <summary>A regular announce: the parameter is left out over HTTP.</summary>
    None = 0,

    /// <summary>The download has just finished.</summary>
    Completed = 1,

    /// <summary>The first announce of a session.</summary>
    Started = 2,

    /// <summary>We leave the swarm.</summary>
    Stopped = 3,
}
