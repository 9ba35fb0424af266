using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Udp;

namespace Crawler.Protocol.Tests.Udp;

public class DatagramsTests
{
    private const int Count = 150;

    [Theory]
    [InlineData("plain", "127.0.0.1")]
    [InlineData("plain", "::1")]
    [InlineData("linux", "127.0.0.1")]
    [InlineData("linux", "::1")]
    public void Packets_of_a_batch_arrive_whole_and_what_comes_back_tells_its_source(string kind, string address)
    {
        if (kind == "linux" && !LinuxDatagrams.IsSupported) return;
        var local = IPAddress.Parse(address);
        using var peer = Bound(local);
        using var datagrams = kind == "plain" ? (IDatagrams)new PlainDatagrams(Bound(local)) : new LinuxDatagrams(Bound(local));
        var failed = Send(datagrams, (IPEndPoint)peer.LocalEndPoint!);
        Assert.Empty(failed);

        var (buffer, from) = (new byte[100], new SocketAddress(local.AddressFamily));
        for (var i = 0u; i < Count; i++)
        {
            Assert.Equal(UdpRequests.Connect(i), buffer[..peer.ReceiveFrom(buffer, SocketFlags.None, from)]);
            peer.SendTo(buffer.AsSpan(0, (int)(i % 17)), SocketFlags.None, from);
        }

        var inbox = datagrams.NewInbox();
        var expected = ((IPEndPoint)peer.LocalEndPoint!).Serialize();
        for (var i = 0; i < Count;)
        {
            var received = inbox.Receive();
            for (var at = 0; at < received; at++, i++)
            {
                Assert.Equal(i % 17, inbox.Packet(at).Length);
                Assert.Equal(expected.Buffer.Span[2..4].ToArray(), inbox.Source(at)[2..4].ToArray());
            }
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("linux")]
    public void One_packet_that_cannot_be_sent_holds_up_no_other(string kind)
    {
        if (kind == "linux" && !LinuxDatagrams.IsSupported) return;
        using var peer = Bound(IPAddress.Loopback);
        using var datagrams = kind == "plain" ? (IDatagrams)new PlainDatagrams(Bound(IPAddress.Loopback)) : new LinuxDatagrams(Bound(IPAddress.Loopback));
        // Broadcasts want a socket option that we never set.
        var failed = Send(datagrams, (IPEndPoint)peer.LocalEndPoint!, i => i == 70 ? new IPEndPoint(IPAddress.Broadcast, 9) : null);
        Assert.Equal(70u, Assert.Single(failed).TransactionId);
        var buffer = new byte[100];
        for (var i = 0u; i < Count - 1; i++) Assert.Equal(UdpRequests.ConnectLength, peer.Receive(buffer));
    }

    private static List<(uint TransactionId, SocketException Error)> Send(IDatagrams datagrams, IPEndPoint to, Func<uint, IPEndPoint?>? instead = null)
    {
        var batch = new UdpBatch();
        for (var i = 0u; i < Count; i++) batch.Add(new UdpConnect { Id = i, Server = new UdpServer(instead?.Invoke(i) ?? to, TimeProvider.System) });
        var failed = new List<(uint TransactionId, SocketException Error)>();
        datagrams.Send(batch, failed);
        return failed;
    }

    private static Socket Bound(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
