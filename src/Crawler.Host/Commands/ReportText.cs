using Crawler.Host.Formatting;
using Crawler.Storage.Log;
using Crawler.Storage.Reports;

namespace Crawler.Host.Commands;

/// <summary>Reports for people.</summary>
internal static class ReportText
{
    public static void Write(TorrentReport torrent, TextWriter output)
    {
        var size = torrent.Size is { } bytes ? $"  {Sizes.Format(bytes)}" : "";
        output.WriteLine($"{torrent.InfoHash}  {torrent.Name ?? "(no name)"}{size}");
        output.WriteLine($"{torrent.DistinctPeers} distinct peers over all trackers");
        var table = new TextTable("TIER", "TRACKER", "NET", ">OK/CALLS", "LAST");
        foreach (var tracker in torrent.Trackers)
        {
            table.Add(
                tracker.Tier is { } tier ? $"{tier}.{tracker.Position}" : null,
                tracker.Tracker,
                FamilyText.Of(tracker.Family),
                $"{tracker.Successes}/{tracker.Attempts - tracker.Unknown}",
                Last(tracker));
        }

        table.WriteTo(output);
        ReportSizes.Write(torrent, output);
        output.WriteLine();
    }

    public static void Write(IReadOnlyList<TrackerReport> trackers, TextWriter output)
    {
        var table = new TextTable("TRACKER", "NET", ">OK/CALLS", ">P50", ">P95", ">MAX", "LAST ERROR");
        foreach (var tracker in trackers)
        {
            var latency = tracker.Latency;
            table.Add(
                tracker.Tracker,
                FamilyText.Of(tracker.Family),
                $"{tracker.Successes}/{tracker.Attempts - tracker.Unknown}",
                Time(latency?.P50),
                Time(latency?.P95),
                Time(latency?.Max),
                tracker.LastError);
        }

        table.WriteTo(output);
    }

    private static string Last(TorrentTrackerReport tracker)
    {
        if (tracker.LastOutcome is not { } outcome) return "never called";
        var gone = tracker.State == ScheduleState.Gone ? " (not called again)" : "";
        return tracker.LastError is { } error ? $"{JsonLine.NameOf(outcome)}: {error}{gone}" : JsonLine.NameOf(outcome);
    }

    private static string? Time(TimeSpan? time) => time is { } span ? $"{span.TotalMilliseconds:0.0} ms" : null;
}
