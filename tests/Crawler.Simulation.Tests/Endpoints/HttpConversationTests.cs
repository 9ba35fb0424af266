using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Simulation.Endpoints;

namespace Crawler.Simulation.Tests.Endpoints;

/// <summary>Slow callers are let go after a minute, which passes fast here.</summary>
public class HttpConversationTests
{
    private const string Announce = "GET /announce?info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=-CR0100-abcdefghijkl&port=6881&numwant=200 HTTP/1.1\r\n\r\n";

    [Theory]
    [InlineData("")]
    [InlineData("GET /ann")]
    [InlineData(Announce + "GET /announce HTTP/1.1\r\n")]
    public async Task Who_says_nothing_or_half_of_it_is_let_go(string said)
    {
        var (client, held) = await BeginAsync(new HurriedTime());
        using (client)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(said));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.WaitAsync(Loopback.Patience));
            Assert.Equal(said.StartsWith(Announce, StringComparison.Ordinal), (await Loopback.ReadAsync(client)).Length > 0);
        }
    }

    [Fact]
    public async Task Who_asks_and_asks_and_never_reads_is_let_go()
    {
        var (client, held) = await BeginAsync(new HurriedTime());
        var flood = FloodAsync(client);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held.WaitAsync(Loopback.Patience));
        client.Dispose();
        await flood.WaitAsync(Loopback.Patience);
    }

    [Fact]
    public async Task Who_is_patiently_waited_for_is_answered_and_ends_it()
    {
        var (client, held) = await BeginAsync(TimeProvider.System);
        using (client)
        {
            await client.SendAsync(Encoding.ASCII.GetBytes(Announce));
            client.Shutdown(SocketShutdown.Send);
            await held.WaitAsync(Loopback.Patience);

            Assert.StartsWith("HTTP/1.1 200 OK", await Loopback.ReadAsync(client), StringComparison.Ordinal);
        }
    }

    /// <summary>A caller, and the tracker's side of the conversation with it, its socket closed at the end.</summary>
    private static async Task<(Socket Client, Task Held)> BeginAsync(TimeProvider time)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = await Loopback.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var socket = await listener.AcceptSocketAsync();
        return (client, HoldAsync());

        async Task HoldAsync()
        {
            using var closing = socket;
            await new HttpConversation(new HttpDesk(Samples.Tracker(members: 150)), time).HoldAsync(socket, CancellationToken.None);
        }
    }

    private static async Task FloodAsync(Socket client)
    {
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Announce, 100)));
        try
        {
            while (true) await client.SendAsync(requests);
        }
        catch (Exception cutOff) when (cutOff is SocketException or ObjectDisposedException)
        {
            // By the tracker, or by the test.
        }
    }
}
