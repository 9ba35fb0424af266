using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Torrents;

/// <summary>One tracker of one torrent as it stands, for people who watch.</summary>
/// <param name="Session">Schedule and standing.</param>
/// <param name="IsCalling">A call is out or waits at the host's gate.</param>
/// <param name="Attempts">Calls that came back in this run.</param>
/// <param name="Successes">Those that were answered usefully.</param>
/// <param name="LastOutcome">Of the latest call; null before the first.</param>
/// <param name="LastError">In words; null after a success.</param>
/// <param name="Seeders">As last claimed.</param>
/// <param name="Leechers">As last claimed.</param>
/// <param name="DistinctPeers">Endpoints seen through this tracker in this run.</param>
public sealed record TrackerStatus(
    TrackerSession Session,
    bool IsCalling,
    int Attempts,
    int Successes,
    AttemptOutcome? LastOutcome,
    string? LastError,
    long? Seeders,
    long? Leechers,
    int DistinctPeers)
{
    /// <summary>Not called yet.</summary>
    public static TrackerStatus Initial(TrackerSession session) => new(session, false, 0, 0, null, null, null, null, 0);

    /// <summary>After the session moved.</summary>
    public TrackerStatus Advanced(TrackerSession session, Attempt? attempt, int distinctPeers)
    {
        // Without an attempt the session moved because a call begins, or because it was put off.
        if (attempt is null) return this with { Session = session, IsCalling = session.AttemptNumber > Session.AttemptNumber };
        return this with
        {
            Session = session,
            IsCalling = false,
            Attempts = Attempts + 1,
            Successes = Successes + (attempt.Succeeded ? 1 : 0),
            LastOutcome = attempt.Outcome,
            LastError = attempt.ErrorText,
            Seeders = attempt.Reply?.Complete ?? Seeders,
            Leechers = attempt.Reply?.Incomplete ?? Leechers,
            DistinctPeers = distinctPeers,
        };
    }
}

/// <summary>One swarm as it stands, for people who watch.</summary>
public sealed record TorrentStatus(Target Target, IReadOnlyList<TrackerStatus> Trackers, int DistinctPeers);
