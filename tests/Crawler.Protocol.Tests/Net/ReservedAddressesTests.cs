using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class ReservedAddressesTests
{
    [Theory]
    [InlineData("1.1.1.1", AddressKind.Public)]
    [InlineData("223.255.255.255", AddressKind.Public)]
    [InlineData("2606:4700::1111", AddressKind.Public)]
    [InlineData("2a00::1", AddressKind.Public)]
    [InlineData("127.0.0.1", AddressKind.Loopback)]
    [InlineData("127.255.255.255", AddressKind.Loopback)]
    [InlineData("::1", AddressKind.Loopback)]
    [InlineData("10.0.0.0", AddressKind.Private)]
    [InlineData("10.255.255.255", AddressKind.Private)]
    [InlineData("11.0.0.0", AddressKind.Public)]
    [InlineData("172.16.0.0", AddressKind.Private)]
    [InlineData("172.31.255.255", AddressKind.Private)]
    [InlineData("172.32.0.0", AddressKind.Public)]
    [InlineData("192.168.1.1", AddressKind.Private)]
    [InlineData("100.64.0.1", AddressKind.Private)]
    [InlineData("100.127.255.255", AddressKind.Private)]
    [InlineData("100.128.0.0", AddressKind.Public)]
    [InlineData("fc00::1", AddressKind.Private)]
    [InlineData("fdff::1", AddressKind.Private)]
    [InlineData("0.0.0.0", AddressKind.Reserved)]
    [InlineData("0.1.2.3", AddressKind.Reserved)]
    [InlineData("169.254.169.254", AddressKind.Reserved)]
    [InlineData("192.0.0.1", AddressKind.Reserved)]
    [InlineData("192.0.2.1", AddressKind.Reserved)]
    [InlineData("192.88.99.1", AddressKind.Reserved)]
    [InlineData("198.18.0.1", AddressKind.Reserved)]
    [InlineData("198.19.255.255", AddressKind.Reserved)]
    [InlineData("198.51.100.1", AddressKind.Reserved)]
    [InlineData("203.0.113.1", AddressKind.Reserved)]
    [InlineData("224.0.0.1", AddressKind.Reserved)]
    [InlineData("239.255.255.255", AddressKind.Reserved)]
    [InlineData("240.0.0.1", AddressKind.Reserved)]
    [InlineData("255.255.255.255", AddressKind.Reserved)]
    [InlineData("::", AddressKind.Reserved)]
    [InlineData("::2", AddressKind.Reserved)]
    [InlineData("::127.0.0.1", AddressKind.Reserved)]
    [InlineData("fe80::1", AddressKind.Reserved)]
    [InlineData("fec0::1", AddressKind.Reserved)]
    [InlineData("ff02::1", AddressKind.Reserved)]
    [InlineData("100::1", AddressKind.Reserved)]
    [InlineData("64:ff9b:1::1", AddressKind.Reserved)]
    [InlineData("2001::1", AddressKind.Reserved)]
    [InlineData("2001:db8::1", AddressKind.Reserved)]
    [InlineData("3fff::1", AddressKind.Reserved)]
    [InlineData("4000::1", AddressKind.Reserved)]
    public void Each_special_range_is_known(string address, AddressKind kind) => AssertKind(kind, address);

    [Theory]
    [InlineData("::ffff:127.0.0.1", AddressKind.Loopback)]
    [InlineData("::ffff:10.0.0.1", AddressKind.Private)]
    [InlineData("::ffff:169.254.169.254", AddressKind.Reserved)]
    [InlineData("::ffff:1.1.1.1", AddressKind.Public)]
    [InlineData("2002:7f00:1::", AddressKind.Loopback)]
    [InlineData("2002:c0a8:101::1", AddressKind.Private)]
    [InlineData("2002:101:101::1", AddressKind.Public)]
    [InlineData("64:ff9b::7f00:1", AddressKind.Loopback)]
    [InlineData("64:ff9b::a9fe:a9fe", AddressKind.Reserved)]
    [InlineData("64:ff9b::101:101", AddressKind.Public)]
    public void V4_mapped_6to4_and_NAT64_forms_are_what_the_IPv4_address_inside_is(string address, AddressKind kind) => AssertKind(kind, address);

    private static void AssertKind(AddressKind kind, string text)
    {
        var address = IPAddress.Parse(text);
        Span<byte> compact = stackalloc byte[18];
        address.TryWriteBytes(compact, out var length);
        var peer = length == 4 ? PeerEndpoint.FromCompactV4(compact) : PeerEndpoint.FromCompactV6(compact);
        Assert.Equal(kind, ReservedAddresses.KindOf(address));
        Assert.Equal(kind, ReservedAddresses.KindOf(peer));
    }
}
