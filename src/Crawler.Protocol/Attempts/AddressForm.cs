namespace Crawler.Protocol.Attempts;

/// <summary>What stands in a record where a peer's address was.</summary>
public enum AddressForm
{
    /// <summary>The address itself, as the tracker sent it.</summary>
    AsSent = 0,

    /// <summary>A pseudonym that only who has the key can turn back; addresses that shared a prefix share one of the same length.</summary>
    Pseudonym = 1,

    /// <summary>The network it is in: /24 of IPv4, /48 of IPv6. Peers of one network that listen on one port are taken for one.</summary>
    Truncated = 2,
}
