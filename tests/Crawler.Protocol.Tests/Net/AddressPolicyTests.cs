using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class AddressPolicyTests
{
    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("fc00::1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    public void By_default_nothing_but_public_addresses_is_called(string address, bool permitted) =>
        Assert.Equal(permitted, AddressPolicy.PublicOnly.Permits(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("::", false)]
    public void Allowing_private_addresses_allows_neither_link_local_nor_multicast(string address, bool permitted) =>
        Assert.Equal(permitted, new AddressPolicy(allowPrivate: true).Permits(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.2", false)]
    [InlineData("::1", false)]
    [InlineData("2001:db8:1::5", true)]
    [InlineData("2001:db8:2::5", false)]
    [InlineData("1.1.1.1", true)]
    public void A_listed_network_is_allowed_whatever_it_is_and_no_other(string address, bool permitted)
    {
        var policy = new AddressPolicy(allowed: [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("2001:db8:1::/48")]);
        Assert.Equal(permitted, policy.Permits(IPAddress.Parse(address)));
        Assert.Equal(permitted, policy.Permits(PeerEndpoint.From(IPAddress.Parse(address), 1)));
    }

    [Theory]
    [InlineData("127.0.0.1", "loopback", "--allow-private")]
    [InlineData("10.0.0.1", "private", "--allow-private")]
    [InlineData("169.254.169.254", "reserved", "--allow 169.254.169.254")]
    public void The_refusal_says_what_the_address_is_and_what_to_do(string address, string kind, string remedy)
    {
        var refusal = AddressPolicy.Refusal(IPAddress.Parse(address));
        Assert.Contains(kind, refusal);
        Assert.Contains(remedy, refusal);
    }
}
