using System.Net.Sockets;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Rollups;

public sealed class StandingSizeTests
{
    private const double Hour = 3600;

    private readonly TorrentStandingRow _standing = new();

    [Fact]
    public void The_latest_counts_and_a_late_one_overwrites_nothing()
    {
        Take(Snapshot(Hour, 100));
        Take(Snapshot(2 * Hour, 80));
        Take(Snapshot(0, 500));

        Assert.Equal((80, Some.At(2 * Hour)), (_standing.Size, _standing.SizeAt));
    }

    [Fact]
    public void Of_two_families_the_larger_is_told_in_whatever_order_they_come()
    {
        Take(Snapshot(0, 30, v6: true), Snapshot(0, 100));
        Assert.Equal((100, AddressFamily.InterNetwork), (_standing.Size, _standing.SizeFamily));

        // The one shrinks below the other, which came before it.
        Take(Snapshot(Hour, 30, v6: true), Snapshot(Hour, 10));
        Assert.Equal((30, AddressFamily.InterNetworkV6), (_standing.Size, _standing.SizeFamily));

        Take(Snapshot(2 * Hour, 30, v6: true), Snapshot(2 * Hour, 40), Snapshot(3 * Hour, 30, v6: true), Snapshot(3 * Hour, 20));
        Assert.Equal((30, AddressFamily.InterNetworkV6), (_standing.Size, _standing.SizeFamily));
    }

    [Fact]
    public void A_family_measured_days_before_is_no_longer_held_against_the_other()
    {
        Take(Snapshot(0, 100));
        Take(Snapshot(48 * Hour, 5, v6: true));

        Assert.Equal((5, AddressFamily.InterNetworkV6), (_standing.Size, _standing.SizeFamily));
    }

    [Fact]
    public void Who_took_part_is_told_of_the_family_of_the_size()
    {
        Take(Snapshot(0, 100, peers: 60), Taken(0, 400), Taken(0, 9000, v6: true));
        Assert.Equal(400, _standing.Seen);

        Take(Taken(-Hour, 300));
        Assert.Equal(400, _standing.Seen);

        Take(Snapshot(Hour, 200, peers: 70, v6: true));
        Assert.Equal((AddressFamily.InterNetworkV6, 70), (_standing.SizeFamily, _standing.Seen));
    }

    [Fact]
    public void Other_kinds_and_single_trackers_say_nothing_here()
    {
        var single = Snapshot(0, 100);
        single.TrackerId = 1;
        var open = Snapshot(0, 100);
        open.Kind = EstimateKind.OpenPopulation;

        Take(single, open);

        Assert.Null(_standing.SizeAt);
        Assert.Null(_standing.Seen);
    }

    [Fact]
    public void A_size_without_a_value_keeps_its_lower_end()
    {
        var endless = Snapshot(0, 100);
        (endless.Size, endless.High, endless.Low) = (null, null, 50);

        Take(endless);

        Assert.Equal((null, 50, null, Some.At(0)), (_standing.Size, _standing.Low, _standing.High, _standing.SizeAt));
    }

    private static EstimateRow Snapshot(double seconds, double size, long peers = 1, bool v6 = false) => new()
    {
        Kind = EstimateKind.Snapshot,
        Family = v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork,
        ToAt = Some.At(seconds),
        Size = size,
        Low = size * 0.9,
        High = size * 1.1,
        DistinctPeers = peers,
    };

    private static EstimateRow Taken(double seconds, long peers, bool v6 = false)
    {
        var taken = Snapshot(seconds, peers, peers, v6);
        taken.Kind = EstimateKind.Cumulative;
        return taken;
    }

    private void Take(params EstimateRow[] estimates) => StandingSize.Take(_standing, estimates);
}
