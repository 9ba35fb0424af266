using System.Net;
using Crawler.Protocol.Udp;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Udp;

public class UdpServerTests
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    private readonly FakeTimeProvider _time = new();

    private long Now => _time.GetTimestamp();

    [Fact]
    public void A_connection_id_is_kept_per_address_and_port_for_somewhat_less_than_a_minute_BEP_15()
    {
        var servers = new UdpServers(_time);
        servers.Of(Address, 6969, Now).Keep(42, Now);
        var server = servers.Of(IPAddress.Parse("192.0.2.1"), 6969, Now);
        Assert.True(server.TryGetConnectionId(Now, out var id));
        Assert.Equal(42ul, id);
        Assert.False(servers.Of(Address, 6970, Now).TryGetConnectionId(Now, out _));
        _time.Advance(TimeSpan.FromSeconds(54));
        Assert.True(server.TryGetConnectionId(Now, out _));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(server.TryGetConnectionId(Now, out _));
    }

    [Fact]
    public void A_forgotten_id_is_gone_and_a_newer_one_is_not_forgotten_in_its_place()
    {
        var server = new UdpServer(new IPEndPoint(Address, 6969), _time);
        server.Keep(42, Now);
        server.Forget(41);
        Assert.True(server.TryGetConnectionId(Now, out _));
        server.Forget(42);
        Assert.False(server.TryGetConnectionId(Now, out _));
    }

    [Fact]
    public void Silence_costs_the_connection_id_unless_the_server_has_answered_somebody_since()
    {
        var server = new UdpServer(new IPEndPoint(Address, 6969), _time);
        server.Keep(42, Now);
        _time.Advance(TimeSpan.FromSeconds(1));
        var sent = Now;
        _time.Advance(TimeSpan.FromSeconds(1));
        server.Answered(Now);
        server.Silent(42, sent);
        Assert.True(server.TryGetConnectionId(Now, out _));
        server.Silent(42, Now + 1);
        Assert.False(server.TryGetConnectionId(Now, out _));
    }

    [Fact]
    public void Servers_remembered_are_bounded_and_those_with_nothing_to_lose_go_first()
    {
        var servers = new UdpServers(_time, capacity: 3);
        var good = servers.Of(Address, 1, Now);
        good.Keep(42, Now);
        for (var port = 2; port <= 20; port++) servers.Of(Address, port, Now);
        Assert.InRange(servers.Count, 1, 3);
        Assert.Same(good, servers.Of(Address, 1, Now));
    }
}
