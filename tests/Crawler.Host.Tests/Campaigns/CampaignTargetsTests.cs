using Crawler.Host.Campaigns;
using Crawler.Host.Targets;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Tests.Campaigns;

public class CampaignTargetsTests
{
    private static readonly TrackerUrl Added = TrackerUrl.Parse("udp://added.example:1/");

    private static readonly CampaignFile File = new() { Path = "c.yaml", Name = "c", Contact = "a@b", Trackers = [Added, TrackerUrl.Parse("udp://t.gone.example:1/")] };

    private static readonly OptOuts Left = new([InfoHash.Parse($"{7:x40}")], ["gone.example"], []);

    [Fact]
    public void Who_opted_out_is_left_out_and_counted()
    {
        var targets = Of(Left, Target(7), Target(1, "udp://own.example:1/", "udp://x.gone.example:1/"), Target(2));

        Assert.Equal((2, 1, 2), (targets.Targets.Count, targets.OptedOut, targets.TrackersOptedOut));
        Assert.Equal(["udp://own.example:1/", "udp://added.example:1/"], UrlsOf(targets, 1));
        Assert.Equal(["udp://added.example:1/"], UrlsOf(targets, 2));
    }

    [Fact]
    public void A_private_torrent_is_asked_about_at_its_own_trackers_alone()
    {
        var own = Target(1, "http://private.example/a") with { IsPrivate = true };

        Assert.Equal(["http://private.example/a"], UrlsOf(Of(Left, own), 1));
        var only = CampaignTargets.Of(TargetSet.Of([own]), File with { TrackersOnly = true }, Left, 1);
        Assert.Empty(only.Targets);
        Assert.Contains("private", Assert.Single(only.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trackers_only_stand_instead_of_a_targets_own_and_are_shared()
    {
        var targets = CampaignTargets.Of(TargetSet.Of([Target(1, "udp://own.example:1/"), Target(2)]), File with { TrackersOnly = true }, Left, 1).Targets;

        Assert.All(targets, target => Assert.Equal([Added], target.Trackers.Entries.Select(entry => entry.Url)));
        Assert.Same(targets[0].Trackers, targets[1].Trackers);
    }

    [Fact]
    public void The_order_follows_from_the_seed_whatever_the_order_of_the_list_and_whoever_joins()
    {
        Target[] all = [.. Enumerable.Range(10, 50).Select(number => Target(number))];

        var order = Hashes(CampaignTargets.Of(TargetSet.Of(all), File, Left, 1));

        Assert.Equal(order, Hashes(CampaignTargets.Of(TargetSet.Of(all.Reverse()), File, Left, 1)));
        Assert.NotEqual(order, Hashes(CampaignTargets.Of(TargetSet.Of(all), File, Left, 2)));
        Assert.NotEqual(order, order.Order());
        Assert.Equal(order.Where(hash => hash != all[3].InfoHash), Hashes(CampaignTargets.Of(TargetSet.Of(all.Where(target => target != all[3])), File, Left, 1)));
    }

    [Fact]
    public void Targets_that_name_no_tracker_are_problems()
    {
        var none = CampaignTargets.Of(TargetSet.Of([Target(1), Target(2, "udp://gone.example:1/")]), File with { Trackers = [] }, Left, 1);

        Assert.Equal(["an infohash names no tracker: add one under trackers", "all of its trackers opted out"], none.Problems.Select(problem => problem.Message));
    }

    private static CampaignTargets Of(OptOuts optOuts, params Target[] targets) => CampaignTargets.Of(TargetSet.Of(targets), File, optOuts, 1);

    private static IReadOnlyList<InfoHash> Hashes(CampaignTargets targets) => [.. targets.Targets.Select(target => target.InfoHash)];

    private static IEnumerable<string> UrlsOf(CampaignTargets targets, int number) =>
        targets.Targets.Single(target => target.InfoHash == InfoHash.Parse($"{number:x40}")).Trackers.Entries.Select(entry => entry.Url.ToString());

    private static Target Target(int number, params string[] trackers) => new()
    {
        InfoHash = InfoHash.Parse($"{number:x40}"),
        Source = "infohash",
        Trackers = AnnounceTiers.Of(trackers.Select(tracker => new[] { tracker })),
    };
}
