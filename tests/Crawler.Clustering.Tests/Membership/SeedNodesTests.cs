using System.Net;
using System.Net.Sockets;
using Crawler.Clustering.Membership;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Clustering.Tests.Membership;

public class SeedNodesTests
{
    private static readonly ClusterOptions Named = new() { SeedsDns = "crawlers.example:8421" };

    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Without_a_name_they_are_those_listed() => Assert.Equal(
        ["a:1", "b:2"],
        await SeedNodes.OfAsync(new ClusterOptions { Seeds = ["a:1", "b:2"] }, (_, _) => throw new InvalidOperationException(), _clock, default));

    [Fact]
    public async Task A_name_gives_its_addresses_in_one_order_for_all() => Assert.Equal(
        ["192.0.2.1:8421", "192.0.2.2:8421", "[2001:db8::1]:8421"],
        await SeedNodes.OfAsync(Named, (_, _) => Task.FromResult(new[] { IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.1") }), _clock, default));

    [Fact]
    public async Task A_name_that_comes_up_a_moment_later_is_waited_for()
    {
        var asked = 0;
        var seeds = SeedNodes.OfAsync(
            Named, (_, _) => ++asked < 3 ? throw new SocketException((int)SocketError.HostNotFound) : Task.FromResult(new[] { IPAddress.Parse("192.0.2.1") }), _clock, default);
        while (!seeds.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(["192.0.2.1:8421"], await seeds);
    }

    [Fact]
    public async Task A_name_that_never_comes_up_is_told_of_in_one_line()
    {
        var seeds = SeedNodes.OfAsync(Named, (_, _) => throw new SocketException((int)SocketError.HostNotFound), _clock, default);
        while (!seeds.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.StartsWith("no node is found under crawlers.example (Cluster:SeedsDns)", (await Assert.ThrowsAsync<ClusterException>(() => seeds)).Message, StringComparison.Ordinal);
    }
}
