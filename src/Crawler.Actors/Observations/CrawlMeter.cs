namespace Crawler.Actors.Observations;

/// <summary>Counters of a running crawl, nothing but numbers. Thread-safe.</summary>
public sealed class CrawlMeter
{
    private long _waiting;
    private long _torrents;
    private long _sessions;
    private long _measured;
    private long _newPeers;
    private long _peers;

    /// <summary>Calls waiting at the gates now.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    /// <summary>Torrents crawled now.</summary>
    public long TorrentsNow => Interlocked.Read(ref _torrents);

    /// <summary>Sessions that are being called now.</summary>
    public long SessionsNow => Interlocked.Read(ref _sessions);

    /// <summary>Torrents whose goal is reached.</summary>
    public long MeasuredTorrents => Interlocked.Read(ref _measured);

    /// <summary>Peers named, repeated ones each time.</summary>
    public long Peers => Interlocked.Read(ref _peers);

    /// <summary>Peers named that no tracker of their swarm had named before.</summary>
    public long NewPeers => Interlocked.Read(ref _newPeers);

    /// <summary>Calls began or ceased to wait at a gate.</summary>
    public void Queued(int delta) => Interlocked.Add(ref _waiting, delta);

    /// <summary>A tracker named peers.</summary>
    public void Seen(int newPeers, int peers)
    {
        Interlocked.Add(ref _newPeers, newPeers);
        Interlocked.Add(ref _peers, peers);
    }

    /// <summary>Sessions began or ceased to be called.</summary>
    public void Sessions(int delta) => Interlocked.Add(ref _sessions, delta);

    /// <summary>Torrents began or ceased to be crawled.</summary>
    public void Torrents(int delta) => Interlocked.Add(ref _torrents, delta);

    /// <summary>A torrent's goal is reached.</summary>
    public void Measured() => Interlocked.Increment(ref _measured);
}
