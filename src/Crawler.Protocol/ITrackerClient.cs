using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol;

/// <summary>Calls trackers. Whatever the network does comes back as an <see cref="Attempt"/>; only cancellation throws.</summary>
public interface ITrackerClient
{
    /// <summary>One announce, with the transport's own retransmissions and redirects.</summary>
    /// <param name="tracker">Whom to call.</param>
    /// <param name="request">What to tell.</param>
    /// <param name="family">Which address family to use; unspecified: IPv4 where the host has it, else IPv6.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default);

    /// <summary>
    /// One scrape of several swarms; an attempt for each, in the order asked. The client splits what does not fit one
    /// request.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default);

    /// <summary>How many swarms one scrape request to this tracker holds, as far as is known; asking about more takes several.</summary>
    int MostPerScrape(TrackerUrl tracker) => 1;
}
