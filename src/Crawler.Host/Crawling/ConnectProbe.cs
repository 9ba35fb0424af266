using System.Net.Sockets;
using Crawler.Actors.Hosts;

namespace Crawler.Host.Crawling;

/// <summary>The network is there if one of the user's own check hosts takes a TCP connection.</summary>
/// <param name="hosts">Host and port each.</param>
internal sealed class ConnectProbe(IReadOnlyList<(string Host, int Port)> hosts) : IUplinkProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<bool> IsUpAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var connected = await Task.WhenAll(hosts.Select(host => ConnectsAsync(host.Host, host.Port, either.Token)));
        return connected.Any(up => up);
    }

    private static async Task<bool> ConnectsAsync(string host, int port, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(host, port, cancellation);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
