using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Net;

public class ResolvedHostsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeResolver _resolver = new(("tracker.example.com", ["1.1.1.1"]));

    [Fact]
    public async Task A_host_is_looked_up_once_a_minute()
    {
        var hosts = new ResolvedHosts(_resolver, _time);
        for (var i = 0; i < 100; i++) Assert.Equal([IPAddress.Parse("1.1.1.1")], await hosts.ResolveAsync("tracker.example.com", default));
        Assert.Single(_resolver.Asked);
        _time.Advance(ResolvedHosts.Lifetime);
        Assert.False(hosts.TryGet("tracker.example.com", out _));
        await hosts.ResolveAsync("tracker.example.com", default);
        Assert.Equal(2, _resolver.Asked.Count);
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_a_look_up_and_one_who_leaves_takes_nothing_from_the_others()
    {
        var slow = new SlowResolver();
        var hosts = new ResolvedHosts(slow, _time);
        using var leaves = new CancellationTokenSource();
        var (one, other) = (hosts.ResolveAsync("a.example", leaves.Token), hosts.ResolveAsync("a.example", default));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        slow.Answer.SetResult([IPAddress.Loopback]);
        Assert.Equal([IPAddress.Loopback], await other);
        Assert.Equal(1, slow.Asked);
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        var hosts = new ResolvedHosts(_resolver, _time);
        await Assert.ThrowsAsync<SocketException>(() => hosts.ResolveAsync("nobody.example.com", default));
        await Assert.ThrowsAsync<SocketException>(() => hosts.ResolveAsync("nobody.example.com", default));
        Assert.Equal(2, _resolver.Asked.Count);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void A_literal_is_never_looked_up(string host)
    {
        var hosts = new ResolvedHosts(_resolver, _time);
        Assert.True(hosts.TryGet(host, out var addresses));
        Assert.Equal([IPAddress.Parse(host)], addresses);
        Assert.Empty(_resolver.Asked);
    }

    [Fact]
    public async Task The_address_policy_is_asked_for_every_call_whatever_is_remembered()
    {
        var hosts = new ResolvedHosts(new FakeResolver(("tracker.example.com", ["10.0.0.1"])), _time);
        var tracker = TrackerUrl.Parse("udp://tracker.example.com:6969");
        foreach (var (policy, outcome) in new[] { (new AddressPolicy(allowPrivate: true), AttemptOutcome.Ok), (AddressPolicy.PublicOnly, AttemptOutcome.Blocked) })
            Assert.Equal(outcome, (await TrackerAddresses.FindAsync(tracker, AddressFamily.Unspecified, hosts, new() { AddressPolicy = policy }, _time, default)).Failure);
    }

    private sealed class SlowResolver : IHostResolver
    {
        public TaskCompletionSource<IPAddress[]> Answer { get; } = new();

        public int Asked { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            Asked++;
            return Answer.Task;
        }
    }
}
