using Crawler.Host.Formatting;
using Crawler.Storage.Reports;

namespace Crawler.Host.Commands;

/// <summary>What <c>report --json</c> prints: a line for each torrent, then one for each tracker and family (docs/json.md).</summary>
internal static class ReportResult
{
    public static object Of(TorrentReport torrent) => new
    {
        Kind = "torrent",
        InfoHash = torrent.InfoHash.ToString(),
        torrent.Name,
        torrent.Size,
        torrent.DistinctPeers,
        Estimates = torrent.Estimates.Select(ReportEstimate.Of).ToList(),
        Trackers = torrent.Trackers.Select(Of).ToList(),
    };

    public static object Of(TrackerReport tracker) => new
    {
        Kind = "tracker",
        tracker.Tracker,
        Family = FamilyText.Of(tracker.Family),
        tracker.Attempts,
        tracker.Successes,
        tracker.Unknown,
        tracker.LastSuccessAt,
        tracker.LastErrorAt,
        tracker.LastError,
        LatencyP50Ms = tracker.Latency?.P50.TotalMilliseconds,
        LatencyP95Ms = tracker.Latency?.P95.TotalMilliseconds,
        LatencyMaxMs = tracker.Latency?.Max.TotalMilliseconds,
        tracker.Bogons,
    };

    private static object Of(TorrentTrackerReport tracker) => new
    {
        tracker.Tracker,
        Family = FamilyText.Of(tracker.Family),
        tracker.Tier,
        tracker.Position,
        State = tracker.State is { } state ? JsonLine.NameOf(state) : null,
        tracker.Attempts,
        tracker.Successes,
        tracker.Unknown,
        tracker.LastAttemptAt,
        LastOutcome = tracker.LastOutcome is { } outcome ? JsonLine.NameOf(outcome) : null,
        tracker.LastError,
        tracker.Seeders,
        tracker.Leechers,
        tracker.Downloaded,
        tracker.ClaimedAt,
        tracker.DistinctPeers,
        tracker.Bogons,
        Estimates = tracker.Estimates.Select(ReportEstimate.Of).ToList(),
        tracker.DueAt,
    };
}
