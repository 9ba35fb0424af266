using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Occasions;

namespace Crawler.Storage.Replay;

/// <summary>An answered announce as the log has it, with what it counted for: all that an estimate was made of.</summary>
/// <param name="WriterId">Whose record: each process that measures has one.</param>
/// <param name="TrackerId">The tracker, by its number in the store; the URL in <paramref name="Attempt"/> is the one that may be shown.</param>
/// <param name="Attempt">The announce: time, peers asked for, and of its reply the peers and the claims. The rest is not read.</param>
/// <param name="Marks">What the addresses of its peers no longer tell; null if they are as sent.</param>
/// <param name="Look">What it counted for.</param>
public sealed record LoggedLook(int WriterId, int TrackerId, Attempt Attempt, PeerMarks? Marks, SwarmLook Look)
{
    /// <summary>The family it was asked over.</summary>
    public AddressFamily Asked => Attempt.Family;
}
