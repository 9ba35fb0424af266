using Crawler.Statistics.Honesty;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;

namespace Crawler.Web.Boards;

/// <summary>Judges trackers now and then.</summary>
internal static class HonestyKeeper
{
    /// <summary>Judges those of a store.</summary>
    public static RareLook<Judgement> Over(ICrawlStore store, TimeProvider time) => new(
        new Judgement(null, new Dictionary<string, int>()),
        async cancellation =>
        {
            var report = await store.Statistics.HonestyAsync(StatsScope.All, cancellation);
            return Judgement.Of(report, await store.Views.TrackersAsync(time.GetUtcNow(), cancellation));
        },
        time);
}

/// <summary>What was judged, by the name a tracker is shown by.</summary>
internal sealed class Judgement(HonestyReport? report, Dictionary<string, int> ids)
{
    private readonly Dictionary<string, TrackerHonesty> _trackers =
        report?.Trackers.GroupBy(tracker => tracker.Tracker).ToDictionary(tracker => tracker.Key, tracker => tracker.First()) ?? [];

    private readonly ILookup<string, string> _aliases = (report?.Aliases ?? [])
        .SelectMany(group => group.Trackers.SelectMany(one => group.Trackers.Where(other => other != one).Select(other => (one, other))))
        .ToLookup(pair => pair.one, pair => pair.other);

    /// <summary>Of trackers as they stand.</summary>
    public static Judgement Of(HonestyReport report, IEnumerable<TrackerStanding> trackers) =>
        new(report, trackers.GroupBy(tracker => tracker.Url).ToDictionary(tracker => tracker.Key, tracker => tracker.First().Id));

    /// <summary>Whether trackers were judged at all.</summary>
    public bool IsMade => report is not null;

    /// <summary>A tracker with what is thought of it.</summary>
    public BoardTracker Judge(TrackerStanding standing)
    {
        // Half a score where nothing is known would look like a judgement.
        var score = _trackers.GetValueOrDefault(standing.Url)?.Score is { Verdict: not HonestyVerdict.Untested } judged ? judged : null;
        var findings = score?.Findings.Where(finding => finding.Weight is not null).OrderBy(finding => finding.Weight).Select(finding => $"{Of(finding.Kind)}: {finding.Text}");
        return new BoardTracker(
            standing,
            100 * score?.Score,
            [.. findings ?? []],
            [.. _aliases[standing.Url].Where(ids.ContainsKey).Select(name => ids[name]).Order()]);
    }

    private static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Canary => "torrents nobody ever made",
        EvidenceKind.Claims => "equal claims for unrelated torrents",
        EvidenceKind.Peers => "peers that other trackers named too",
        EvidenceKind.Bogons => "addresses nobody can be at",
        _ => "estimates against claims",
    };
}
