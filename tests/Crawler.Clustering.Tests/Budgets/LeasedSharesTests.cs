using Crawler.Actors.Hosts;
using Crawler.Clustering.Budgets;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Clustering.Tests.Budgets;

public class LeasedSharesTests
{
    private const string Host = "tracker.example";
    private static readonly HostLimits Whole = HostLimits.Standard;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void With_an_address_of_its_own_a_node_has_the_whole_while_it_may_call_at_all()
    {
        var shares = new LeasedShares(sharesHosts: false, _clock);
        Assert.Null(shares.Of(Host, Whole, 0));

        shares.Granted(new LeaseGrant(1, new Dictionary<string, HostShare>()), _clock.GetTimestamp());
        Assert.Same(Whole, shares.Of(Host, Whole, 0));
        Assert.Empty(shares.Claims());

        _clock.Advance(BudgetKeeperActor.Lease);
        Assert.Null(shares.Of(Host, Whole, 0));
        Assert.False(shares.MayCall);
    }

    [Fact]
    public void A_share_is_good_from_when_it_was_asked_for_not_from_when_it_came()
    {
        var shares = new LeasedShares(sharesHosts: true, _clock);
        Assert.Null(shares.Of(Host, Whole, 2));
        Assert.True(shares.HasNews);
        var (asked, claim) = (_clock.GetTimestamp(), shares.Claims()[Host]);
        Assert.Equal(new HostClaim(new HostShare(20, 50, 16), 2, 0), claim);

        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([Host], shares.Granted(Grant(1, new HostShare(5, 10, 4)), asked));
        var share = shares.Of(Host, Whole, 2)!;
        Assert.Equal((5, 10, 4, Whole.FailuresToOpen), (share.PerSecond, share.Burst, share.Concurrency, share.FailuresToOpen));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(shares.Of(Host, Whole, 2));
    }

    [Fact]
    public void The_same_share_is_the_same_object_and_an_older_grant_changes_nothing()
    {
        var shares = new LeasedShares(sharesHosts: true, _clock);
        shares.Of(Host, Whole, 0);
        shares.Granted(Grant(2, new HostShare(5, 10, 4)), _clock.GetTimestamp());
        var share = shares.Of(Host, Whole, 0);

        Assert.Empty(shares.Granted(Grant(1, new HostShare(20, 50, 16)), _clock.GetTimestamp()));
        Assert.Empty(shares.Granted(Grant(3, new HostShare(5, 10, 4)), _clock.GetTimestamp()));
        Assert.Same(share, shares.Of(Host, Whole, 0));
        Assert.Equal(3, shares.Claims()[Host].Applied);
        Assert.Equal([Host], shares.Granted(Grant(4, HostShare.None), _clock.GetTimestamp()));
        Assert.Null(shares.Of(Host, Whole, 0));
    }

    [Fact]
    public void A_host_that_is_not_called_any_more_is_claimed_no_longer()
    {
        var shares = new LeasedShares(sharesHosts: true, _clock);
        shares.Of(Host, Whole, 1);
        _clock.Advance(BudgetKeeperActor.Lease * 2);
        Assert.Contains(Host, shares.Claims().Keys); // a call is out
        shares.Report(Host, 0);

        Assert.DoesNotContain(Host, shares.Claims().Keys);
    }

    private static LeaseGrant Grant(long sequence, HostShare share) => new(sequence, new Dictionary<string, HostShare> { [Host] = share });
}
