namespace Crawler.Protocol.Net;

/// <summary>How a tracker is spoken to. Stored by number: never renumber.</summary>
public enum TrackerScheme : byte
{
    /// <summary>HTTP (BEP 3).</summary>
    Http = 0,

    /// <summary>HTTP over TLS.</summary>
    Https = 1,

    /// <summary>UDP (BEP 15).</summary>
    Udp = 2,

    /// <summary>WebSocket (WebTorrent).</summary>
    Ws = 3,

    /// <summary>WebSocket over TLS.</summary>
    Wss = 4,
}
