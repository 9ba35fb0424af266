using Crawler.Statistics.Availability;

namespace Crawler.Statistics.Honesty;

/// <summary>
/// How evidence becomes a score. Each kind adds a weight to the log-odds of honesty, which begin at 0; the score is
/// 1 / (1 + e^−Σ). What is unknown adds nothing: a tracker nobody tested has 0.5. The weights order trackers by what
/// speaks for and against them; they are conventions of ours, not probabilities, and are these:
/// <list type="table">
/// <item><term>canary</term><description>fabricates −5; answers with nobody +1; refuses +1.5</description></item>
/// <item><term>claims</term><description>the same counts for at least half of 5 or more torrents −3, for a fifth −1; else +0.5</description></item>
/// <item><term>peers</term><description>with 20 or more corroborations expected: at least half of them +1.5; a tenth or more 0, since clients that
/// stop at the first tracker (BEP 12) split honest swarms; fewer −1; below a fiftieth −2</description></item>
/// <item><term>bogons</term><description>of 100 or more peers, lower end of the interval of φ̂: above 5 % −3; above 1 % −1; else +0.5</description></item>
/// <item><term>ratio</term><description>of 3 or more estimates: median ρ in 0.8–1.25 +1; else −1; mostly seeds first or one subset: 0, as that is
/// a way of sampling and no lie</description></item>
/// </list>
/// </summary>
public static class HonestyRules
{
    private const int LeastTorrents = 5;
    private const double LeastExpected = 20;
    private const int LeastListed = 100;
    private const int LeastEstimates = 3;

    /// <summary>Judges a tracker.</summary>
    public static HonestyScore Judge(TrackerEvidence evidence)
    {
        Finding[] findings =
        [
            OfCanary(evidence.Canary), OfClaims(evidence.Claims), OfPeers(evidence.Peers), OfBogons(evidence.Bogons), OfRatio(evidence.Ratio),
        ];
        var score = 1 / (1 + Math.Exp(-findings.Sum(finding => finding.Weight ?? 0)));
        return new HonestyScore(score, Verdict(evidence.Canary, score, findings), findings);
    }

    private static HonestyVerdict Verdict(CanaryVerdict canary, double score, Finding[] findings) =>
        canary == CanaryVerdict.Fabricates ? HonestyVerdict.Fabricates
        : findings.All(finding => finding.Weight is null) ? HonestyVerdict.Untested
        : score < 0.35 ? HonestyVerdict.Doubtful
        : score <= 0.65 ? HonestyVerdict.Unclear
        : score <= 0.9 ? HonestyVerdict.Plausible
        : HonestyVerdict.Consistent;

    private static Finding OfCanary(CanaryVerdict canary) => canary switch
    {
        CanaryVerdict.Fabricates => new(EvidenceKind.Canary, -5, "fabricates"),
        CanaryVerdict.Clean => new(EvidenceKind.Canary, 1, "clean"),
        CanaryVerdict.Refuses => new(EvidenceKind.Canary, 1.5, "refuses"),
        _ => new(EvidenceKind.Canary, null, "untested"),
    };

    private static Finding OfClaims(RepeatedClaims? claims)
    {
        if (claims is not { Torrents: >= LeastTorrents }) return new(EvidenceKind.Claims, null, "too few torrents");
        var share = (double)claims.Alike / claims.Torrents;
        // Two alike of few are chance.
        var weight = claims.Alike < 3 ? 0.5 : share >= 0.5 ? -3 : share >= 0.2 ? -1 : 0.5;
        var counts = $"{claims.Complete}/{claims.Incomplete}";
        return new(EvidenceKind.Claims, weight, weight < 0
            ? $"{counts} for {claims.Alike} of {claims.Torrents} torrents"
            : $"differ over {claims.Torrents} torrents");
    }

    private static Finding OfPeers(Corroboration? peers)
    {
        if (peers is not { Expected: >= LeastExpected, Ratio: { } ratio }) return new(EvidenceKind.Peers, null, "not comparable");
        var weight = ratio >= 0.5 ? 1.5 : ratio >= 0.1 ? 0 : ratio >= 0.02 ? -1 : -2;
        return new(EvidenceKind.Peers, weight, $"{peers.Shared} of {peers.Named} corroborated, {peers.Expected:0} if all listed the same");
    }

    private static Finding OfBogons(BogonCount? bogons)
    {
        if (bogons is not { Listed: >= LeastListed }) return new(EvidenceKind.Bogons, null, "too few peers");
        var low = Proportion.Of(bogons.Bogons, bogons.Listed)!.Value.Low / BogonCount.Among;
        return new(EvidenceKind.Bogons, low > 0.05 ? -3 : low > 0.01 ? -1 : 0.5, $"{bogons.Bogons} of {bogons.Listed}");
    }

    private static Finding OfRatio(RatioToClaims? ratio)
    {
        if (ratio is not { Estimates: >= LeastEstimates }) return new(EvidenceKind.Ratio, null, "too few");
        var text = $"median {ratio.Median:0.##} of claims";
        if (ratio.Median is >= 0.8 and <= 1.25) return new(EvidenceKind.Ratio, 1, text);
        return ratio.Selective > 0.5 ? new(EvidenceKind.Ratio, 0, text + ", selective") : new(EvidenceKind.Ratio, -1, text);
    }
}
