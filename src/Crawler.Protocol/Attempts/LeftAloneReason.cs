namespace Crawler.Protocol.Attempts;

/// <summary>Why somebody is left alone, as far as an attempt tells.</summary>
public enum LeftAloneReason
{
    /// <summary>It is gone for good, and why is not known: the attempt that told is no longer kept, or gave no reason.</summary>
    Unknown,

    /// <summary>The host says in DNS that no tracker runs on it (BEP 34).</summary>
    NoTrackerOnHost,

    /// <summary>The host names in DNS the ports trackers run on, and this is none of them (BEP 34).</summary>
    PortNotListed,

    /// <summary>The tracker answered HTTP 410, for this swarm.</summary>
    HttpGone,

    /// <summary>The tracker answered <c>retry in never</c> (BEP 31), for this swarm.</summary>
    RetryNever,

    /// <summary>The swarm is in an opt-out list.</summary>
    SwarmOptedOut,

    /// <summary>The host, or a name above it, is in an opt-out list.</summary>
    HostOptedOut,

    /// <summary>The address is in a network of an opt-out list.</summary>
    NetworkOptedOut,
}
