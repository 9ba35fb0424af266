using Crawler.Protocol;

namespace Crawler.Actors.Hosts;

/// <summary>What all host gates of a node share.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Gate">The node's own cap.</param>
/// <param name="Limits">The budget of each host.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Uniform in [0, 1).</param>
public sealed record HostEnvironment(ITrackerClient Client, CallGate Gate, HostLimits Limits, TimeProvider Time, Func<double> Random)
{
    /// <summary>Tells our own outages from the trackers'.</summary>
    public Uplink Uplink { get; init; } = new(null, Time);

    /// <summary>The time by <see cref="Time"/>.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
