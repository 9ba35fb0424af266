namespace Crawler.Protocol.Attempts;

/// <summary>The class of what came of an attempt; the backoff is chosen by it. Stored by number: never renumber.</summary>
public enum AttemptOutcome : byte
{
    /// <summary>The tracker answered with a usable reply.</summary>
    Ok = 0,

    /// <summary>The tracker refused in its own words: failure reason, UDP error packet, plain-text body.</summary>
    Refused = 1,

    /// <summary>The tracker does not want to hear from us again: 410, <c>retry in = never</c>, BEP 34 deny.</summary>
    Gone = 2,

    /// <summary>An answer that cannot be read.</summary>
    Malformed = 3,

    /// <summary>Too busy: 429, 503.</summary>
    Overloaded = 4,

    /// <summary>An HTTP status other than success, without a bencoded answer.</summary>
    HttpError = 5,

    /// <summary>No answer in time.</summary>
    Timeout = 6,

    /// <summary>The host name has no address.</summary>
    DnsFailed = 7,

    /// <summary>The connection was refused, reset or unreachable.</summary>
    ConnectFailed = 8,

    /// <summary>The TLS handshake failed.</summary>
    TlsFailed = 9,

    /// <summary>We refused: the address is loopback, private or reserved and not on the allow-list.</summary>
    Blocked = 10,

    /// <summary>A URL or scheme we do not speak.</summary>
    Unsupported = 11,

    /// <summary>Our own uplink was down: says nothing of the tracker.</summary>
    Unknown = 12,

    /// <summary>The host has addresses, but none of the family asked for: says nothing of the tracker.</summary>
    NoAddress = 13,
}
