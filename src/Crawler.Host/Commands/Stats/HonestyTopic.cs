using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats honesty</c>.</summary>
internal static class HonestyTopic
{
    public static readonly StatsTopic Topic = new(
        "honesty",
        "How far each tracker can be believed, with the evidence; and trackers that are one under several names.",
        "The score is 0 to 1; what is not known counts neither way, so 0.5 is a tracker nobody tested. Evidence: torrents that do not exist (canaries), equal claims for unrelated torrents, peers that other trackers named too, addresses nobody can be at, estimates against claims. It orders trackers by what speaks for and against them and is no probability.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var report = await statistics.HonestyAsync(request.Scope, cancellation);
        var scores = new Sheet("honesty", "trackers, least believable first",
            new("tracker", "TRACKER"), new("score", "SCORE", "0.00"), new("verdict", "VERDICT"), new("evidence_known", "KNOWN"), new("canary", "CANARY"),
            new("claims_torrents", null), new("claims_alike", null), new("peers_compared", null), new("peers_corroborated", null), new("peers_expected", null),
            new("peers_listed", null), new("bogons", null), new("fake_share", null), new("estimates", null), new("rho_median", null), new("selective_share", null))
        {
            Shown = request.Top,
        };
        var evidence = new Sheet("honesty_evidence", "evidence", new("tracker", "TRACKER"), new("about", "ABOUT"), new("weight", "WEIGHT", "0.0"), new("evidence", "EVIDENCE", Widest: 68))
        {
            Shown = request.Top * 5,
        };
        foreach (var tracker in report.Trackers)
        {
            var (score, known) = (tracker.Score, tracker.Evidence);
            scores.Add(tracker.Tracker, score.Score, JsonLine.NameOf(score.Verdict), score.Known, JsonLine.NameOf(known.Canary),
                known.Claims?.Torrents, known.Claims?.Alike, known.Peers?.Named, known.Peers?.Shared, known.Peers?.Expected,
                known.Bogons?.Listed, known.Bogons?.Bogons, known.Bogons?.FakeShare, known.Ratio?.Estimates, known.Ratio?.Median, known.Ratio?.Selective);
            foreach (var finding in score.Findings) evidence.Add(tracker.Tracker, JsonLine.NameOf(finding.Kind), finding.Weight, finding.Text);
        }

        var aliases = new Sheet("alias", "one tracker under several names", new("trackers", "TRACKERS", Widest: 90), new("same_address", "SAME ADDRESS"), new("same_books", "SAME BOOKS"), new("jaccard", "JACCARD", "0.000"));
        foreach (var group in report.Aliases) aliases.Add(string.Join(' ', group.Trackers), group.SameAddress, group.SameBooks, group.Jaccard);
        return [scores, evidence, aliases];
    }
}
