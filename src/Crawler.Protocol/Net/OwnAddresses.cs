using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Net;

/// <summary>
/// What we look like from outside, so that we do not count ourselves: many trackers list the caller among the peers.
/// Learned from trackers that say so (BEP 24); else the local address a call to that tracker leaves from, which behind NAT
/// is not what the tracker sees, and then harmlessly matches nobody.
/// </summary>
internal sealed class OwnAddresses
{
    /// <summary>Local addresses remembered; there are as many entries as trackers have addresses.</summary>
    private const int MaxRemembered = 20_000;

    private readonly ConcurrentDictionary<IPAddress, IPAddress?> _towards = new();
    private IPAddress? _externalV4;
    private IPAddress? _externalV6;

    /// <summary>Ourselves as the tracker at <paramref name="tracker"/> would list us; null if that cannot be told.</summary>
    /// <param name="tracker">The address called.</param>
    /// <param name="port">The port we claim.</param>
    /// <param name="reply">Its answer, which may tell our address.</param>
    public PeerEndpoint? Towards(IPAddress tracker, int port, AnnounceReply? reply)
    {
        var isPublic = ReservedAddresses.KindOf(tracker) == AddressKind.Public;
        if (reply?.ExternalAddress is { } told)
        {
            // What a tracker in a lab sees is no news for the internet.
            if (isPublic && ReservedAddresses.KindOf(told) == AddressKind.Public) Learn(told);
            return PeerEndpoint.From(told, port);
        }

        var own = (isPublic ? External(tracker.AddressFamily) : null) ?? Local(tracker);
        return own is null ? null : PeerEndpoint.From(own, port);
    }

    private IPAddress? External(AddressFamily family) => Volatile.Read(ref family == AddressFamily.InterNetwork ? ref _externalV4 : ref _externalV6);

    private void Learn(IPAddress told) => Volatile.Write(ref told.AddressFamily == AddressFamily.InterNetwork ? ref _externalV4 : ref _externalV6, told);

    private IPAddress? Local(IPAddress tracker)
    {
        if (_towards.TryGetValue(tracker, out var known)) return known;
        if (_towards.Count >= MaxRemembered) _towards.Clear();
        return _towards[tracker] = Route(tracker);
    }

    /// <summary>Connecting a UDP socket sends nothing; it only asks the kernel for the route.</summary>
    private static IPAddress? Route(IPAddress tracker)
    {
        try
        {
            using var socket = new Socket(tracker.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(tracker, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
