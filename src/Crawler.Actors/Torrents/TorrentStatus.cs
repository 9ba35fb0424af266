using Crawler.Actors.Measuring;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Torrents;

/// <summary>What was seen of a swarm through one tracker.</summary>
/// <param name="Distinct">Endpoints, in this run.</param>
/// <param name="Size">How large that makes the swarm, by the latest window; null before the first answer.</param>
public readonly record struct SeenPeers(long Distinct, SizeEstimate? Size);

/// <summary>One tracker of one torrent as it stands, for people who watch.</summary>
/// <param name="Session">Schedule and standing.</param>
/// <param name="IsCalling">A call is out or waits at the host's gate.</param>
/// <param name="Attempts">Calls that came back in this run.</param>
/// <param name="Successes">Those that were answered usefully.</param>
/// <param name="LastOutcome">Of the latest call; null before the first.</param>
/// <param name="LastError">In words; null after a success.</param>
/// <param name="Seeders">As last claimed.</param>
/// <param name="Leechers">As last claimed.</param>
/// <param name="Seen">What was seen through this tracker.</param>
public sealed record TrackerStatus(
    TrackerSession Session,
    bool IsCalling,
    int Attempts,
    int Successes,
    AttemptOutcome? LastOutcome,
    string? LastError,
    long? Seeders,
    long? Leechers,
    SeenPeers Seen)
{
    /// <summary>Not called yet.</summary>
    public static TrackerStatus Initial(TrackerSession session) => new(session, false, 0, 0, null, null, null, null, default);

    /// <summary>After a call came back.</summary>
    public TrackerStatus After(Attempt attempt, SeenPeers seen) => this with
    {
        IsCalling = false,
        Attempts = Attempts + 1,
        Successes = Successes + (attempt.Succeeded ? 1 : 0),
        LastOutcome = attempt.Outcome,
        LastError = attempt.ErrorText,
        Seeders = attempt.Reply?.Complete ?? attempt.Counts?.Complete ?? Seeders,
        Leechers = attempt.Reply?.Incomplete ?? attempt.Counts?.Incomplete ?? Leechers,
        Seen = seen,
    };
}

/// <summary>One swarm as it stands, for people who watch.</summary>
/// <param name="Target">The torrent.</param>
/// <param name="Trackers">Its trackers.</param>
/// <param name="DistinctPeers">Endpoints seen through any of them in this run.</param>
/// <param name="Estimates">Those of the last window that was closed, by tracker and over all; empty before the first.</param>
/// <param name="IsMeasured">The plan's goal is reached, as far as the trackers let it, and every tracker was left.</param>
public sealed record TorrentStatus(
    Target Target, IReadOnlyList<TrackerStatus> Trackers, long DistinctPeers, IReadOnlyList<SwarmEstimate> Estimates, bool IsMeasured);
