using System.CommandLine;
using System.Net;
using Crawler.Host.Options;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Options;

public sealed class NetworkOptionsTests
{
    [Fact]
    public void By_default_only_public_addresses_are_called()
    {
        var options = Read();

        Assert.False(options.AddressPolicy.Permits(IPAddress.Loopback));
        Assert.True(options.AddressPolicy.Permits(IPAddress.Parse("8.8.8.8")));
        Assert.Equal(new TrackerClientOptions() with { AddressPolicy = options.AddressPolicy }, options);
    }

    [Fact]
    public void Allow_private_opens_loopback_and_private_networks() =>
        Assert.All(["127.0.0.1", "::1", "10.1.2.3", "192.168.0.1"], address => Assert.True(Read("--allow-private").AddressPolicy.Permits(IPAddress.Parse(address))));

    [Fact]
    public void Allow_can_be_given_several_times_and_opens_no_more_than_it_says()
    {
        var policy = Read("--allow", "10.0.0.0/8", "--allow", "127.0.0.1", "--allow", "fd00::/8").AddressPolicy;

        Assert.All(["10.255.0.1", "127.0.0.1", "fd12::1"], address => Assert.True(policy.Permits(IPAddress.Parse(address))));
        Assert.All(["127.0.0.2", "192.168.0.1", "::1"], address => Assert.False(policy.Permits(IPAddress.Parse(address))));
    }

    [Theory]
    [InlineData("127.1")]
    [InlineData("10")]
    [InlineData("example.org")]
    [InlineData("10.0.0.0/33")]
    [InlineData("")]
    public void What_is_no_network_is_refused(string text)
    {
        var error = Assert.Single(Parse("--allow", text).Errors);
        Assert.Equal($"--allow: '{text}' is neither an address nor a network such as 10.0.0.0/8", error.Message);
    }

    [Theory]
    [InlineData(5, 5, 5, 2)]
    [InlineData(105, 105, 105, 2)]
    [InlineData(300, 300, 225, 3)]
    [InlineData(3600, 3600, 3600, 6)]
    public void A_timeout_holds_for_HTTP_and_for_the_UDP_schedule(int seconds, int http, int udpAtMost, int retries)
    {
        var options = Read("--timeout", $"{seconds}s");

        Assert.Equal(TimeSpan.FromSeconds(http), options.HttpDeadline);
        Assert.True(options.ConnectTimeout <= options.HttpDeadline);
        Assert.Equal(retries, options.UdpRetries);
        Assert.True(options.UdpTimeout * ((1 << (retries + 1)) - 1) <= TimeSpan.FromSeconds(udpAtMost) + TimeSpan.FromTicks(10));
    }

    [Fact]
    public void A_user_agent_cannot_smuggle_a_header() =>
        Assert.Equal("--user-agent: control characters are not allowed", Assert.Single(Parse("--user-agent", "a\r\nX: y").Errors).Message);

    [Fact]
    public void A_timeout_beyond_reason_is_refused() =>
        Assert.Equal("--timeout: '2d' is longer than 1h", Assert.Single(Parse("--timeout", "2d").Errors).Message);

    private static TrackerClientOptions Read(params string[] arguments) => Build(out var verb).Read(verb.Parse(arguments));

    private static ParseResult Parse(params string[] arguments)
    {
        Build(out var verb);
        return verb.Parse(arguments);
    }

    private static NetworkOptions Build(out Command verb)
    {
        verb = new Command("call");
        return new NetworkOptions(verb);
    }
}
