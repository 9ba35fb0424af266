using Crawler.Actors.Torrents;

namespace Crawler.Actors.Observations;

/// <summary>Watches a crawl. Called from actor threads: must be quick and thread-safe.</summary>
public interface ICrawlObserver
{
    /// <summary>A call came back.</summary>
    void OnAttempt(Observation observation);

    /// <summary>A torrent changed.</summary>
    void OnTorrent(TorrentStatus status);

    /// <summary>A bug of ours showed.</summary>
    void OnBug(string where, Exception error);
}

/// <summary>Nobody watches.</summary>
public sealed class NoObserver : ICrawlObserver
{
    /// <summary>The one instance.</summary>
    public static readonly NoObserver Instance = new();

    /// <inheritdoc/>
    public void OnAttempt(Observation observation)
    {
    }

    /// <inheritdoc/>
    public void OnTorrent(TorrentStatus status)
    {
    }

    /// <inheritdoc/>
    public void OnBug(string where, Exception error)
    {
    }
}
