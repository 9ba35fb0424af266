using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Occasions;

namespace Crawler.Storage.Log;

/// <summary>One attempt for the log, with the schedule that follows from it where a session made one.</summary>
/// <param name="Attempt">The attempt, whatever came of it.</param>
/// <param name="Schedule">When to announce next; null leaves the persisted schedule as it is.</param>
public sealed record LogEntry(Attempt Attempt, TrackerSchedule? Schedule = null)
{
    /// <summary>What it counted for in the swarm's size; null if for nothing.</summary>
    public SwarmLook? Look { get; init; }

    /// <summary>What the addresses of its peers no longer tell; null if they are as the tracker sent them.</summary>
    public PeerMarks? Marks { get; init; }

    /// <summary>The peers as the tracker sent them, to be kept apart and for a time; null unless that is wanted.</summary>
    public PeerList? AsSent { get; init; }
}
