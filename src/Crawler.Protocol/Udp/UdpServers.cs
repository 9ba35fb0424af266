using System.Net;

namespace Crawler.Protocol.Udp;

/// <summary>The servers one socket speaks to. Not for several threads at once.</summary>
internal sealed class UdpServers(TimeProvider time, int capacity = UdpServers.Capacity)
{
    /// <summary>Servers remembered; there are some thousands of UDP trackers in the world.</summary>
    private const int Capacity = 20_000;

    private readonly Dictionary<(IPAddress Address, int Port), UdpServer> _servers = [];

    /// <summary>How many are remembered.</summary>
    public int Count => _servers.Count;

    /// <summary>The server at an address and port; new where it is not known.</summary>
    public UdpServer Of(IPAddress address, int port, long now)
    {
        if (_servers.TryGetValue((address, port), out var known)) return known;
        if (_servers.Count >= capacity) MakeRoom(now);
        return _servers[(address, port)] = new UdpServer(new IPEndPoint(address, port), time);
    }

    /// <summary>Those with nothing to lose go; if that is not enough, all do. Calls under way hold on to their server themselves.</summary>
    private void MakeRoom(long now)
    {
        foreach (var (key, server) in _servers)
        {
            if (server.IsIdle(now)) _servers.Remove(key);
        }

        if (_servers.Count >= capacity) _servers.Clear();
    }
}
