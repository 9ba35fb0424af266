using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats trackers</c>.</summary>
internal static class TrackersTopic
{
    public static readonly StatsTopic Topic = new(
        "trackers",
        "Availability of trackers: uptime, time between failures and to repair, latency, failures, and who fails together.",
        "Time is cut into quarters of an hour; a tracker is up in one if it answered any call made in it, refusals included. Uptime has a 95 % interval (Wilson) that takes quarters as independent, which outages are not. Our own outages, families a host lacks and addresses we do not call count against nobody.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var report = await statistics.AvailabilityAsync(request.Scope, cancellation);
        var uptime = new Sheet("availability", "availability",
            new("tracker", "TRACKER"), new("family", "NET"), new("calls", "CALLS"), new("unknown", null), new("useful", "USEFUL", "0.000"),
            new("uptime", "UP", "0.000"), new("uptime_low", "LOW", "0.000"), new("uptime_high", "HIGH", "0.000"),
            new("failures", "FAILS"), new("repairs", null), new("mtbf_hours", "MTBF h", "0.#"), new("mttr_hours", "MTTR h", "0.#"), new("longest_outage_hours", null),
            new("latency_p50_ms", "P50 ms", "0"), new("latency_p95_ms", "P95 ms", "0"), new("latency_max_ms", null))
        {
            Shown = request.Top,
        };
        var failures = new Sheet("failure_class", "failures by class", new("tracker", "TRACKER"), new("family", "NET"), new("outcome", "OUTCOME"), new("calls", "CALLS"), new("share", "SHARE", "0.000"))
        {
            Shown = request.Top,
        };
        var hours = report.Slot.TotalHours;
        foreach (var tracker in report.Trackers)
        {
            var (family, outages) = (FamilyText.Of(tracker.Family), tracker.Outages);
            uptime.Add(tracker.Tracker, family, tracker.Calls, tracker.Unknown, tracker.Useful, tracker.Uptime?.Share, tracker.Uptime?.Low, tracker.Uptime?.High,
                outages.Failures, outages.Repairs, outages.MeanTimeBetweenFailures * hours, outages.MeanTimeToRepair * hours, outages.Longest * hours,
                tracker.Latency?.P50.TotalMilliseconds, tracker.Latency?.P95.TotalMilliseconds, tracker.Latency?.Max.TotalMilliseconds);
            foreach (var (outcome, calls) in tracker.Outcomes.Where(pair => pair.Key != AttemptOutcome.Ok).OrderByDescending(pair => pair.Value))
                failures.Add(tracker.Tracker, family, JsonLine.NameOf(outcome), calls, (double)calls / tracker.Calls);
        }

        var together = new Sheet("outage_correlation", "outages together (quarters of an hour both were called in)",
            new("first", "FIRST"), new("second", "SECOND"), new("phi", "PHI", "0.00"), new("slots", "QUARTERS"), new("both_down", "BOTH DOWN"))
        {
            Shown = request.Top,
        };
        foreach (var pair in report.Correlations) together.Add(pair.First, pair.Second, pair.Phi, pair.Slots, pair.BothDown);
        var lists = new Sheet("list_availability", "announce lists of several trackers, while all of them are known", new("torrents", "TORRENTS"), new("any_up", "ANY UP", "0.0000"), new("best_up", "BEST SINGLE UP", "0.0000"));
        if (report.Lists is { } list) lists.Add(list.Torrents, list.AnyUp, list.BestUp);
        return [uptime, failures, together, lists];
    }
}
