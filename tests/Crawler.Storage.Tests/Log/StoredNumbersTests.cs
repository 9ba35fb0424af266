using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Storage.Log;

namespace Crawler.Storage.Tests.Log;

/// <summary>Numbers that stores in use hold: they may be added to and never changed.</summary>
public sealed class StoredNumbersTests
{
    [Theory]
    [InlineData(AddressFamily.Unspecified, 0)]
    [InlineData(AddressFamily.InterNetwork, 4)]
    [InlineData(AddressFamily.InterNetworkV6, 6)]
    public void A_family_is_kept_by_the_version_of_its_protocol(AddressFamily family, short number)
    {
        Assert.Equal(number, family.ToNumber());
        Assert.Equal(family, FamilyNumber.ToFamily(number));
    }

    [Fact]
    public void Kinds_of_refusal_keep_their_numbers() => Assert.Equal(
        [(0, RefusalKind.Other), (1, RefusalKind.UnregisteredTorrent), (2, RefusalKind.NotAuthorised), (3, RefusalKind.TooSoon)],
        Enum.GetValues<RefusalKind>().Select(kind => ((int)kind, kind)));
}
