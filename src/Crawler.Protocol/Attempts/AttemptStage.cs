namespace Crawler.Protocol.Attempts;

/// <summary>How far an attempt came. Stored by number: never renumber.</summary>
public enum AttemptStage : byte
{
    /// <summary>Before the network: URL, policy.</summary>
    Prepare = 0,

    /// <summary>Looking up the host name.</summary>
    Dns = 1,

    /// <summary>TCP connect, or the UDP connect exchange of BEP 15.</summary>
    Connect = 2,

    /// <summary>TLS handshake.</summary>
    Tls = 3,

    /// <summary>Request sent, answer awaited or being read.</summary>
    Request = 4,

    /// <summary>Answer received whole, being read as bencode or packet.</summary>
    Decode = 5,

    /// <summary>All the way.</summary>
    Done = 6,
}
