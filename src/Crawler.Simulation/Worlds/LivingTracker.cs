using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Worlds;

/// <summary>A tracker of a world that moves on whenever somebody asks: nothing runs in between.</summary>
/// <param name="world">The world.</param>
/// <param name="tracker">The tracker in it.</param>
public sealed class LivingTracker(World world, SimulatedTracker tracker) : ITracker
{
    /// <inheritdoc/>
    public AnnounceAnswer? Announce(AnnounceRequest request, IPAddress from, DateTimeOffset now)
    {
        world.AdvanceTo(now);
        return tracker.Announce(request, from, now);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScrapeCounts?>? Scrape(IReadOnlyList<InfoHash> hashes, AddressFamily family, DateTimeOffset now)
    {
        world.AdvanceTo(now);
        return tracker.Scrape(hashes, family, now);
    }
}
