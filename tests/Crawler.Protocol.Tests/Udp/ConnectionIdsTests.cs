using System.Net;
using Crawler.Protocol.Udp;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Udp;

public class ConnectionIdsTests
{
    private static readonly IPEndPoint Server = new(IPAddress.Parse("192.0.2.1"), 6969);

    [Fact]
    public void A_connection_id_is_kept_per_address_and_port_for_somewhat_less_than_a_minute_BEP_15()
    {
        var time = new FakeTimeProvider();
        var ids = new ConnectionIds(time);
        ids.Keep(Server, 42);
        Assert.True(ids.TryGet(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 6969), out var id));
        Assert.Equal(42ul, id);
        Assert.False(ids.TryGet(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 6970), out _));
        time.Advance(TimeSpan.FromSeconds(54));
        Assert.True(ids.TryGet(Server, out _));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(ids.TryGet(Server, out _));
    }

    [Fact]
    public void A_forgotten_id_is_gone()
    {
        var ids = new ConnectionIds(new FakeTimeProvider());
        ids.Keep(Server, 42);
        ids.Forget(Server);
        Assert.False(ids.TryGet(Server, out _));
    }
}
