using System.Net;
using System.Net.Sockets;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Torrents;

/// <summary>BEP 7: IPv4 and IPv6 are two measurements with verdicts of their own.</summary>
public sealed class DualStackTests : CrawlKit
{
    private const string A = "http://a.example/announce";

    [Fact]
    public async Task A_host_with_both_families_is_measured_over_each_and_one_failing_does_not_touch_the_other()
    {
        var client = Client(family => family == AddressFamily.InterNetworkV6 ? Failing(family) : Samples.Ok(600).Over(IPAddress.Parse("192.0.2.1")));
        Crawl(Environment(client, families: AddressFamilies.Both), Samples.Target(A));

        var families = (await ObservedAsync(2)).Select(observation => (observation.Session.Family, observation.Attempt.Outcome));
        Assert.Equal([(AddressFamily.InterNetwork, AttemptOutcome.Ok), (AddressFamily.InterNetworkV6, AttemptOutcome.ConnectFailed)], families);
        await UntilAsync(status => status.Trackers is [{ Successes: 1, LastError: null }, { Successes: 0, Attempts: 1 }]);
    }

    [Fact]
    public async Task A_host_without_the_other_family_is_not_recorded_as_failing_over_it()
    {
        var client = Client(family => family == AddressFamily.InterNetworkV6 ? Samples.Failed(AttemptOutcome.NoAddress) : Samples.Ok(600).Over(IPAddress.Parse("192.0.2.1")));
        Crawl(Environment(client, families: AddressFamilies.Both), Samples.Target(A));

        Assert.True((await ObservedAsync()).Attempt.Succeeded);
        await AwaitConditionAsync(() => Task.FromResult(client.Calls.Count == 2), Patience);
        await IdleAsync(1);
        Assert.False(ObservedMore);
    }

    [Fact]
    public async Task A_host_that_cannot_be_resolved_is_one_failure_not_two()
    {
        var client = Client(_ => Samples.Failed(AttemptOutcome.DnsFailed));
        Crawl(Environment(client, families: AddressFamilies.Both), Samples.Target(A));
        await ObservedAsync();
        await IdleAsync(1);
        Assert.Single(client.Calls);
        Assert.False(ObservedMore);
    }

    [Fact]
    public async Task Where_only_one_family_is_measured_a_host_without_it_stays_visible()
    {
        var client = Client(_ => Samples.Failed(AttemptOutcome.NoAddress, "a.example has no IPv4 address"));
        Crawl(Environment(client, families: AddressFamilies.V4), Samples.Target(A));
        await UntilAsync(status => status.Trackers is [{ Session.State: SessionState.NoAddress, LastError: "a.example has no IPv4 address" }]);
    }

    private static Attempt Failing(AddressFamily family) => Samples.Failed(AttemptOutcome.ConnectFailed) with { Family = family };

    private ScriptedClient Client(Func<AddressFamily, Attempt> answer) => new((_, _, family) => Task.FromResult(answer(family)), Clock);
}
