namespace Crawler.Lab.Trackers;

/// <summary>BEP 15's actions.</summary>
public enum UdpAction
{
    /// <summary>Asks for a connection id.</summary>
    Connect = 0,

    /// <summary>Announces a peer.</summary>
    Announce = 1,

    /// <summary>Asks for counts.</summary>
    Scrape = 2,

    /// <summary>Says why not; answers only.</summary>
    Error = 3,
}
