using System.Net;
using System.Net.Sockets;

namespace Crawler.Lab;

/// <summary>Ports for programs that must be told one. Our own listeners bind to port 0 instead.</summary>
public static class FreePort
{
    // Below the kernel's ephemeral range (32768–60999), so that no outgoing connection takes the port between our
    // looking and the program's binding.
    private const int Lowest = 15_000;
    private const int Highest = 32_000;
    private const int Tries = 200;

    /// <summary>A port free for both TCP and UDP on <paramref name="address"/> (default 127.0.0.1).</summary>
    public static int ForTcpAndUdp(IPAddress? address = null)
    {
        for (var i = 0; i < Tries; i++)
        {
            var candidate = new IPEndPoint(address ?? IPAddress.Loopback, Random.Shared.Next(Lowest, Highest));
            if (CanBind(candidate, SocketType.Stream, ProtocolType.Tcp) && CanBind(candidate, SocketType.Dgram, ProtocolType.Udp))
                return candidate.Port;
        }

        throw new InvalidOperationException($"no free port found on {address ?? IPAddress.Loopback} in {Tries} tries");
    }

    private static bool CanBind(IPEndPoint endPoint, SocketType type, ProtocolType protocol)
    {
        using var socket = new Socket(endPoint.AddressFamily, type, protocol);
        try
        {
            socket.Bind(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
