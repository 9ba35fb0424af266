using Crawler.Statistics.Honesty;

namespace Crawler.Statistics.Tests.Honesty;

public sealed class HonestyTests
{
    [Fact]
    public void A_tracker_nobody_tested_is_neither_believed_nor_doubted()
    {
        var score = HonestyRules.Judge(new TrackerEvidence());

        Assert.Equal((0.5, HonestyVerdict.Untested, 0), (score.Score, score.Verdict, score.Known));
        Assert.Equal(5, score.Findings.Count);
    }

    [Fact]
    public void Whoever_answers_for_what_does_not_exist_fabricates_whatever_else_speaks_for_it()
    {
        var score = HonestyRules.Judge(Honest with { Canary = CanaryVerdict.Fabricates });

        Assert.Equal(HonestyVerdict.Fabricates, score.Verdict);
        Assert.InRange(score.Score, 0, 0.35);
    }

    [Fact]
    public void Evidence_that_agrees_makes_a_tracker_consistent() => Assert.Equal(HonestyVerdict.Consistent, HonestyRules.Judge(Honest).Verdict);

    [Theory]
    [InlineData(5, 5, -3.0)]
    [InlineData(100, 25, -1.0)]
    [InlineData(100, 3, 0.5)]
    [InlineData(8, 2, 0.5)]
    [InlineData(4, 4, null)]
    public void Equal_claims_for_unrelated_torrents_weigh(int torrents, int alike, double? weight) =>
        Assert.Equal(weight, WeightOf(EvidenceKind.Claims, new TrackerEvidence { Claims = new(torrents, alike, 50, 50) }));

    [Theory]
    [InlineData(90, 100, 1.5)]
    [InlineData(30, 100, 0.0)]
    [InlineData(5, 100, -1.0)]
    [InlineData(0, 100, -2.0)]
    [InlineData(0, 10, null)]
    public void Peers_that_nobody_else_names_weigh(long shared, double expected, double? weight) =>
        Assert.Equal(weight, WeightOf(EvidenceKind.Peers, new TrackerEvidence { Peers = new(1000, shared, expected) }));

    [Theory]
    [InlineData(10_000, 0, 0.5)]
    [InlineData(10_000, 1_310, -3.0)]
    [InlineData(10_000, 40, -1.0)]
    [InlineData(50, 50, null)]
    public void Addresses_nobody_can_be_at_weigh(long listed, long bogons, double? weight) =>
        Assert.Equal(weight, WeightOf(EvidenceKind.Bogons, new TrackerEvidence { Bogons = new(listed, bogons) }));

    [Theory]
    [InlineData(1.0, 0.0, 1.0)]
    [InlineData(0.3, 0.0, -1.0)]
    [InlineData(0.3, 0.9, 0.0)]
    public void Estimates_far_from_claims_weigh_unless_the_tracker_only_selects(double median, double selective, double weight) =>
        Assert.Equal(weight, WeightOf(EvidenceKind.Ratio, new TrackerEvidence { Ratio = new(3, median, selective) }));

    [Fact]
    public void An_alias_of_an_alias_is_an_alias_and_different_canaries_part_them()
    {
        var groups = AliasGroup.Of(
        [
            new AliasEvidence(1, 2, SameAddress: true, Jaccard: null, Common: 0, SameCanary: null),
            new AliasEvidence(2, 3, SameAddress: false, Jaccard: 0.95, Common: 500, SameCanary: true),
            new AliasEvidence(4, 5, SameAddress: true, Jaccard: 0.1, Common: 500, SameCanary: null),
            new AliasEvidence(6, 7, SameAddress: true, Jaccard: 0.95, Common: 500, SameCanary: false),
            new AliasEvidence(8, 9, SameAddress: false, Jaccard: 1, Common: 3, SameCanary: true),
            // Both were asked about a canary and neither listed us under the other's port.
            new AliasEvidence(10, 11, SameAddress: true, Jaccard: null, Common: 0, SameCanary: true),
        ]);

        Assert.Equal([1, 2, 3], Assert.Single(groups).Members);
    }

    [Fact]
    public void Who_lists_us_under_the_port_only_another_was_told_is_that_other() =>
        Assert.Single(AliasGroup.Of([new AliasEvidence(1, 2, SameAddress: false, Jaccard: null, Common: 0, SameCanary: false, SameBooks: true)]));

    private static TrackerEvidence Honest => new()
    {
        Canary = CanaryVerdict.Clean,
        Claims = new(50, 1, 10, 5),
        Peers = new(1000, 300, 400),
        Bogons = new(10_000, 2),
        Ratio = new(20, 1.02, 0),
    };

    private static double? WeightOf(EvidenceKind kind, TrackerEvidence evidence) =>
        HonestyRules.Judge(evidence).Findings.Single(finding => finding.Kind == kind).Weight;
}
