using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats churn</c>.</summary>
internal static class ChurnTopic
{
    private static readonly (string Name, TimeSpan Length)[] Steps =
    [
        ("1m", TimeSpan.FromMinutes(1)), ("10m", TimeSpan.FromMinutes(10)), ("30m", TimeSpan.FromMinutes(30)), ("1h", TimeSpan.FromHours(1)), ("2h", TimeSpan.FromHours(2)),
        ("4h", TimeSpan.FromHours(4)), ("8h", TimeSpan.FromHours(8)), ("1d", TimeSpan.FromDays(1)), ("2d", TimeSpan.FromDays(2)), ("7d", TimeSpan.FromDays(7)),
    ];

    public static readonly StatsTopic Topic = new(
        "churn",
        "How long peers stay (Kaplan-Meier, with those still there) and how often they come.",
        "A session is a peer in one swarm at one tracker from its first sighting to its last. It is over once replies that would each have named it with chance k/N have missed it so often that (1 - k/N)^m < 0.01, N being the estimate or else the claim; replies are taken as even samples. Lengths are understated by up to a reply's interval at each end. Sessions that may have begun before watching are left out.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var churn = await statistics.ChurnAsync(request.Scope, cancellation);
        var (curve, gaps) = (churn.Lengths, churn.Gaps);
        var brief = new Sheet("churn", "sessions and arrivals",
            new("replies", "REPLIES"), new("replies_unsized", "UNSIZED"), new("sessions_ended", "ENDED"), new("sessions_censored", "STILL THERE"), new("sessions_begun_before", "BEFORE US"),
            new("length_p25_s", "P25 s"), new("length_p50_s", "MEDIAN s"), new("length_p75_s", "P75 s"), new("arrivals", "ARRIVALS"), new("arrivals_per_hour", "AN HOUR", "0.##"),
            new("gap_p50_s", "GAP P50 s", "0.#"), new("gap_p90_s", "P90 s", "0.#"));
        if (churn.Replies == 0) return [brief];
        brief.Add(churn.Replies, churn.Unsized, curve.Ended, curve.Censored, churn.BegunBefore, curve.Quantile(0.25), curve.Quantile(0.5), curve.Quantile(0.75),
            gaps.Arrivals, gaps.PerHour, gaps.Milliseconds.Quantile(0.5) / 1000.0, gaps.Milliseconds.Quantile(0.9) / 1000.0);
        var steps = new Sheet("session_length", "share of sessions that last longer",
            new("seconds", null), new("length", "LENGTH"), new("share_longer", "SHARE", "0.000"), new("low", "LOW", "0.000"), new("high", "HIGH", "0.000"), new("standard_error", null), new("at_risk", "AT RISK"));
        if (curve.Ended + curve.Censored > 0)
        {
            foreach (var (name, length) in Steps)
            {
                var point = curve.At((long)length.TotalSeconds);
                steps.Add((long)length.TotalSeconds, name, point?.Survival ?? 1, point?.Low, point?.High, point?.StandardError, point?.AtRisk);
                // Past the last end the curve is carried on by nothing.
                if (curve.Points.Count == 0 || curve.Points[^1].Seconds <= length.TotalSeconds) break;
            }
        }

        return [brief, steps];
    }
}
