using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats participation</c>.</summary>
internal static class ParticipationTopic
{
    public static readonly StatsTopic Topic = new(
        "participation",
        "In how many swarms an address was seen.",
        "Counts only; no address is printed. One behind a NAT or a VPN stands for many, so the top is not one person.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var swarms = await statistics.ParticipationAsync(request.Scope, cancellation);
        var brief = new Sheet("participation", "swarms an address was seen in",
            new("addresses", "ADDRESSES"), new("memberships", "MEMBERSHIPS", "0"), new("mean", "MEAN", "0.00"), new("p50", "P50"), new("p90", "P90"), new("p99", "P99"), new("max", "MAX"),
            new("top_0_1_percent_share", "TOP 0.1 %", "0.000"), new("top_1_percent_share", "TOP 1 %", "0.000"), new("top_10_percent_share", "TOP 10 %", "0.000"));
        if (swarms.Count == 0) return [brief];
        brief.Add(swarms.Count, swarms.Sum, swarms.Mean, swarms.Quantile(0.5), swarms.Quantile(0.9), swarms.Quantile(0.99), swarms.Max, swarms.TopShare(0.001), swarms.TopShare(0.01), swarms.TopShare(0.1));
        var counts = new Sheet("participation_count", "addresses by number of swarms", new("swarms", "SWARMS"), new("addresses", "ADDRESSES"), new("share", "SHARE", "0.0000"))
        {
            Shown = request.Top,
        };
        foreach (var (number, addresses) in swarms.Counts) counts.Add(number, addresses, (double)addresses / swarms.Count);
        return [brief, counts];
    }
}
