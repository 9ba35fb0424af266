using System.Net;
using System.Net.Sockets;

namespace Crawler.Simulation.Endpoints;

/// <summary>
/// The announce URL of a tracker that is no more: connections are refused. The port is held so that nobody else gets it,
/// and never listened on.
/// </summary>
public sealed class DeadEndpoint : ITrackerEndpoint
{
    private readonly Socket _socket;

    private DeadEndpoint(IPAddress address)
    {
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(address, 0));
        AnnounceUrl = $"http://{_socket.LocalEndPoint}/announce";
    }

    /// <inheritdoc/>
    public string AnnounceUrl { get; }

    /// <summary>Holds a free port.</summary>
    /// <param name="address">Where; null for 127.0.0.1.</param>
    public static DeadEndpoint Start(IPAddress? address = null) => new(address ?? IPAddress.Loopback);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
