using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Simulation.Tests;

/// <summary>What tests against real sockets share: loopback is allowed, and every wait has an end.</summary>
internal static class Loopback
{
    /// <summary>After which a test has failed that waits for the other side.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TrackerClientOptions Options => new()
    {
        AddressPolicy = new AddressPolicy(allowPrivate: true),
        HonourDnsPreferences = false,
        UdpTimeout = TimeSpan.FromSeconds(10),
    };

    public static AnnounceRequest Request => Samples.Request with { Port = 6881, NumWant = 50 };

    /// <summary>Sends bytes over a connection of its own and reads until the other side closes.</summary>
    public static async Task<string> TellAsync(IPEndPoint server, string text)
    {
        using var client = await ConnectAsync(server);
        await client.SendAsync(Encoding.Latin1.GetBytes(text));
        return await ReadAsync(client);
    }

    public static async Task<Socket> ConnectAsync(IPEndPoint server)
    {
        var client = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(server).WaitAsync(Patience);
        return client;
    }

    /// <summary>All that comes until the other side closes; what came before a reset.</summary>
    public static async Task<string> ReadAsync(Socket client)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await client.ReceiveAsync(buffer, patience.Token) is > 0 and var count) text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // A reset closes as well.
        }

        return text.ToString();
    }
}
