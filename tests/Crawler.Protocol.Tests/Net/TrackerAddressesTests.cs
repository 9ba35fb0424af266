using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Net;

public class TrackerAddressesTests
{
    private static readonly TrackerUrl Tracker = TrackerUrl.Parse("udp://tracker.example.com:6969");

    [Fact]
    public async Task IPv4_comes_first_where_the_family_is_left_open()
    {
        var found = await FindAsync(AddressFamily.Unspecified, "2606:4700::1", "1.1.1.1");
        Assert.Equal([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("2606:4700::1")], found.Addresses);
    }

    [Fact]
    public async Task Only_the_family_asked_for_is_used()
    {
        Assert.Equal([IPAddress.Parse("2606:4700::1")], (await FindAsync(AddressFamily.InterNetworkV6, "2606:4700::1", "1.1.1.1")).Addresses);
        var none = await FindAsync(AddressFamily.InterNetworkV6, "1.1.1.1");
        Assert.Equal((AttemptOutcome.NoAddress, "tracker.example.com has no IPv6 address"), (none.Failure, none.Problem));
    }

    [Fact]
    public async Task Of_public_and_private_addresses_only_the_public_are_called() =>
        Assert.Equal([IPAddress.Parse("1.1.1.1")], (await FindAsync(AddressFamily.Unspecified, "10.0.0.1", "1.1.1.1", "127.0.0.1")).Addresses);

    [Fact]
    public async Task A_name_that_leads_to_private_addresses_only_is_blocked()
    {
        var found = await FindAsync(AddressFamily.Unspecified, "10.0.0.1", "fe80::1");
        Assert.Equal(AttemptOutcome.Blocked, found.Failure);
        Assert.StartsWith("10.0.0.1 is a private address", found.Problem);
    }

    [Fact]
    public async Task A_v4_mapped_address_is_called_over_IPv4() =>
        Assert.Equal([IPAddress.Parse("1.1.1.1")], (await FindAsync(AddressFamily.InterNetwork, "::ffff:1.1.1.1", "1.1.1.1")).Addresses);

    [Fact]
    public async Task At_most_three_addresses_are_tried() =>
        Assert.Equal(3, (await FindAsync(AddressFamily.Unspecified, "1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4")).Addresses.Length);

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_DNS_failure()
    {
        var found = await TrackerAddresses.FindAsync(Tracker, AddressFamily.Unspecified, new FakeResolver(), new(), TimeProvider.System, default);
        Assert.Equal(AttemptOutcome.DnsFailed, found.Failure);
        Assert.StartsWith("cannot resolve tracker.example.com", found.Problem);
    }

    [Fact]
    public async Task A_resolver_that_does_not_answer_is_given_up_after_its_time()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var finding = TrackerAddresses.FindAsync(
            Tracker, AddressFamily.Unspecified, new SilentResolver(asked), new() { ResolveTimeout = TimeSpan.FromSeconds(7) }, time, default);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(8));
        var found = await finding;
        Assert.Equal((AttemptOutcome.DnsFailed, TimeSpan.FromSeconds(8)), (found.Failure, found.Time));
        Assert.Contains("within 7 s", found.Problem);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_thrown_and_not_counted_against_the_tracker()
    {
        using var cancelled = new CancellationTokenSource();
        var finding = TrackerAddresses.FindAsync(Tracker, AddressFamily.Unspecified, new SilentResolver(new()), new(), TimeProvider.System, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
    }

    private static Task<TrackerAddresses> FindAsync(AddressFamily family, params string[] addresses) =>
        TrackerAddresses.FindAsync(Tracker, family, new FakeResolver(("tracker.example.com", addresses)), new(), TimeProvider.System, default);

    private sealed class SilentResolver(TaskCompletionSource asked) : IHostResolver
    {
        public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        }
    }
}
