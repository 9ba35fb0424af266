using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Statistics.Sizes;
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

    [Fact]
    public void Kinds_of_estimate_keep_their_numbers() => Assert.Equal(
        [(0, EstimateKind.Snapshot), (1, EstimateKind.Cumulative), (2, EstimateKind.OpenPopulation)],
        Enum.GetValues<EstimateKind>().Select(kind => ((int)kind, kind)));

    [Fact]
    public void Ways_to_estimate_keep_their_numbers() => Assert.Equal(
        ["0 None", "1 Enumerated", "2 Darroch", "3 DarrochJackknife", "4 AtLeast", "5 Union", "6 JollySeber"],
        Enum.GetValues<SizeMethod>().Select(method => $"{(int)method} {method}"));

    [Fact]
    public void Flags_of_an_estimate_keep_their_bits() => Assert.Equal(
        [
            "0 None", "1 FewOccasions", "2 FewRecaptures", "4 Overdispersed", "8 ClaimMismatch", "16 SeedsFirst", "32 FixedSubset",
            "64 Fabricated", "128 Open", "256 Sampled", "512 BogonCorrected", "1024 Partial", "2048 Unbounded",
        ],
        Enum.GetValues<SizeFlags>().Select(flag => $"{(int)flag} {flag}"));
}
