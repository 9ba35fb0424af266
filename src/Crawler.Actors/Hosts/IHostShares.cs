namespace Crawler.Actors.Hosts;

/// <summary>
/// What part of a tracker host's limits this node may use: all of it, unless several nodes that hosts take for one share it.
/// Asked before every call: must be quick and thread-safe.
/// </summary>
public interface IHostShares
{
    /// <summary>Whether every share is the whole, always.</summary>
    bool IsWhole { get; }

    /// <summary>
    /// The share of one host that is in force now, the same object as long as it is the same; null while there is none: then
    /// nothing may leave, and the host is told once there is (<see cref="HostMessages.ShareChanged"/>).
    /// </summary>
    /// <param name="host">The host without port.</param>
    /// <param name="whole">Its limits.</param>
    /// <param name="inFlight">Calls that are out.</param>
    HostLimits? Of(string host, HostLimits whole, int inFlight);

    /// <summary>So many calls to a host are out, and none waits.</summary>
    void Report(string host, int inFlight)
    {
    }
}

/// <summary>Nobody else calls: all is ours.</summary>
public sealed class WholeShares : IHostShares
{
    /// <summary>The one instance.</summary>
    public static readonly WholeShares Instance = new();

    /// <inheritdoc/>
    public bool IsWhole => true;

    /// <inheritdoc/>
    public HostLimits? Of(string host, HostLimits whole, int inFlight) => whole;
}
