namespace Crawler.Protocol.Udp;

/// <summary>The action field of BEP 15.</summary>
public enum UdpAction
{
    /// <summary>Ask for a connection id.</summary>
    Connect = 0,

    /// <summary>Announce.</summary>
    Announce = 1,

    /// <summary>Scrape up to 74 swarms.</summary>
    Scrape = 2,

    /// <summary>The tracker refuses, with a text.</summary>
    Error = 3,
}
