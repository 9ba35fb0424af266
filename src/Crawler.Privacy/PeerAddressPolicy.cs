namespace Crawler.Privacy;

/// <summary>What becomes of peers' addresses before anything is written.</summary>
public enum PeerAddressPolicy
{
    /// <summary>Pseudonyms that keep prefixes; the key is kept outside the store. The default.</summary>
    PrefixPreserving,

    /// <summary>Networks alone: /24 of IPv4, /48 of IPv6. Nobody can turn them back, and peers of one network on one port become one.</summary>
    Truncated,

    /// <summary>Pseudonyms, and beside them, for a time, the addresses themselves.</summary>
    Raw,
}
