using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Measuring;

/// <summary>
/// The explicit choice to look at a swarm more often than the tracker's interval: so many announces, so far apart, for each
/// tracker of each torrent. It never goes against a refusal, a deny or <c>retry in</c>, and the gate of the host still binds.
/// </summary>
/// <param name="Looks">Announces at most, in one burst.</param>
/// <param name="Spacing">Time between them.</param>
public sealed record Burst(int Looks, TimeSpan Spacing)
{
    /// <summary>More looks than this are no burst any more.</summary>
    public const int MostLooks = 1000;

    /// <summary>Closer together than this nobody on the public internet is asked about one swarm.</summary>
    public static readonly TimeSpan ClosestPublic = TimeSpan.FromSeconds(10);

    /// <summary>Closer together than this nobody is asked at all.</summary>
    public static readonly TimeSpan Closest = TimeSpan.FromMilliseconds(20);

    /// <summary>The spacing towards a tracker at <paramref name="address"/>: labs and intranets may be asked faster.</summary>
    public TimeSpan SpacingAt(IPAddress? address)
    {
        var floor = address is null || ReservedAddresses.KindOf(address) == AddressKind.Public ? ClosestPublic : Closest;
        return Spacing > floor ? Spacing : floor;
    }
}
