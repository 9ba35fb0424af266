using Crawler.Host.Formatting;
using Crawler.Storage.Reports;

namespace Crawler.Host.Commands;

/// <summary>What <c>report --json</c> prints: a line for each torrent, then one for each tracker (docs/json.md).</summary>
internal static class ReportResult
{
    public static object Of(TorrentReport torrent) => new
    {
        Kind = "torrent",
        InfoHash = torrent.InfoHash.ToString(),
        torrent.Name,
        torrent.Size,
        torrent.DistinctPeers,
        Trackers = torrent.Trackers.Select(Of).ToList(),
    };

    public static object Of(TrackerReport tracker) => new
    {
        Kind = "tracker",
        tracker.Tracker,
        tracker.Attempts,
        tracker.Successes,
        tracker.Unknown,
        tracker.LastSuccessAt,
        tracker.LastErrorAt,
        tracker.LastError,
        LatencyP50Ms = tracker.Latency?.P50.TotalMilliseconds,
        LatencyP95Ms = tracker.Latency?.P95.TotalMilliseconds,
        LatencyMaxMs = tracker.Latency?.Max.TotalMilliseconds,
    };

    private static object Of(TorrentTrackerReport tracker) => new
    {
        tracker.Tracker,
        tracker.Tier,
        tracker.Position,
        State = tracker.State is { } state ? JsonLine.NameOf(state) : null,
        tracker.Attempts,
        tracker.Successes,
        tracker.LastAttemptAt,
        LastOutcome = tracker.LastOutcome is { } outcome ? JsonLine.NameOf(outcome) : null,
        tracker.LastError,
        tracker.Seeders,
        tracker.Leechers,
        tracker.Downloaded,
        tracker.ClaimedAt,
        tracker.DistinctPeers,
        tracker.DueAt,
    };
}
