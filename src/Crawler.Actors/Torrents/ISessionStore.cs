using Crawler.Actors.Trackers;
using Crawler.Protocol;

namespace Crawler.Actors.Torrents;

/// <summary>Sessions of earlier runs, so that a tracker id is not lost nor a tracker called early. Host adapts the store to it.</summary>
public interface ISessionStore
{
    /// <summary>
    /// What is known of one swarm's trackers, one session for each tracker and address family. <c>started</c> counts as
    /// acknowledged only where the tracker still counts us, under the peer id of this run.
    /// </summary>
    Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation);

    /// <summary>
    /// A torrent failed and is about to begin again: its next <see cref="LoadAsync"/> gets these sessions, which are ahead of
    /// what the store has been told.
    /// </summary>
    void Keep(InfoHash infoHash, IReadOnlyList<TrackerSession> sessions)
    {
    }
}

/// <summary>Nothing is remembered.</summary>
public sealed class NoSessions : ISessionStore
{
    /// <summary>The one instance.</summary>
    public static readonly NoSessions Instance = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TrackerSession>>([]);
}
