using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;

namespace Crawler.Simulation.Trackers;

/// <summary>What an endpoint needs of a tracker. Safe to call from several endpoints at once: a tracker may have two names.</summary>
public interface ITracker
{
    /// <summary>Answers one announce: with peers, with a refusal, or null for not at all.</summary>
    /// <param name="request">What the caller tells.</param>
    /// <param name="from">The caller's address.</param>
    /// <param name="now">When.</param>
    AnnounceAnswer? Announce(AnnounceRequest request, IPAddress from, DateTimeOffset now);

    /// <summary>Counts of each swarm asked for, in order, null for one it does not serve; null instead of a list for no answer at all.</summary>
    /// <param name="hashes">The swarms.</param>
    /// <param name="family">The caller's address family.</param>
    /// <param name="now">When.</param>
    IReadOnlyList<ScrapeCounts?>? Scrape(IReadOnlyList<InfoHash> hashes, AddressFamily family, DateTimeOffset now);
}
