using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Hosts;

/// <summary>
/// Notes each call before it leaves, so that after a crash a call whose record was lost is known to have been made, and its
/// tracker is not called early. Goodbyes are not noted. Must be quick and thread-safe; what it throws keeps the call back.
/// </summary>
public interface ICallJournal
{
    /// <summary>A call is about to leave.</summary>
    /// <param name="infoHash">The swarm asked about.</param>
    /// <param name="tracker">The tracker asked.</param>
    /// <param name="family">The address family asked for.</param>
    /// <param name="identity">Under which of our peer ids; 0 is the first.</param>
    /// <param name="at">When.</param>
    /// <param name="floor">How long the tracker must not be called again, as far as we know.</param>
    void Calling(InfoHash infoHash, TrackerUrl tracker, AddressFamily family, int identity, DateTimeOffset at, TimeSpan floor);
}

/// <summary>Notes nothing.</summary>
public sealed class NoJournal : ICallJournal
{
    /// <summary>The one instance.</summary>
    public static readonly NoJournal Instance = new();

    /// <inheritdoc/>
    public void Calling(InfoHash infoHash, TrackerUrl tracker, AddressFamily family, int identity, DateTimeOffset at, TimeSpan floor)
    {
    }
}
