using Crawler.Actors.Torrents;
using Crawler.Protocol;

namespace Crawler.Actors.Observations;

/// <summary>Watches a crawl. Called from actor threads: must be quick and thread-safe.</summary>
public interface ICrawlObserver
{
    /// <summary>
    /// Whether <see cref="OnTorrent"/> is wanted of this torrent. Asked at every change: of a hundred thousand torrents no status
    /// is made or kept that nobody looks at.
    /// </summary>
    bool Follows(InfoHash infoHash);

    /// <summary>A call came back.</summary>
    /// <param name="observation">The call.</param>
    /// <param name="newPeers">Peers it named that no tracker of this swarm had named before in this run.</param>
    void OnAttempt(Observation observation, int newPeers);

    /// <summary>A torrent that is followed changed.</summary>
    void OnTorrent(TorrentStatus status);

    /// <summary>A torrent's goal is reached, as far as its trackers let it, and every tracker was left; told once.</summary>
    void OnMeasured(InfoHash infoHash);

    /// <summary>A torrent goes on elsewhere: what was measured of it here is measured again there.</summary>
    void OnMoved(InfoHash infoHash)
    {
    }

    /// <summary>A bug of ours showed.</summary>
    void OnBug(string where, Exception error);
}

/// <summary>Nobody watches.</summary>
public sealed class NoObserver : ICrawlObserver
{
    /// <summary>The one instance.</summary>
    public static readonly NoObserver Instance = new();

    /// <inheritdoc/>
    public bool Follows(InfoHash infoHash) => false;

    /// <inheritdoc/>
    public void OnAttempt(Observation observation, int newPeers)
    {
    }

    /// <inheritdoc/>
    public void OnTorrent(TorrentStatus status)
    {
    }

    /// <inheritdoc/>
    public void OnMeasured(InfoHash infoHash)
    {
    }

    /// <inheritdoc/>
    public void OnBug(string where, Exception error)
    {
    }
}
