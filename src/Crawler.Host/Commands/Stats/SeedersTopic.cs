using Crawler.Host.Formatting;
using Crawler.Statistics.Series;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats seeders</c>.</summary>
internal static class SeedersTopic
{
    public static readonly StatsTopic Topic = new(
        "seeders",
        "Seeder ratio, seeders over all, as claimed; and downloads a day.",
        "The ratio is complete / (complete + incomplete) of the last claims: a torrent's is that of the tracker with the largest claim. While we are announced we are counted as a leecher. Downloads are rises of a tracker's downloaded counter from claim to claim; a counter that fell was reset, and what it missed is not known.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var shares = await statistics.SeedersAsync(request.Scope, cancellation);
        var ratios = new Sheet("seeder_ratio", "seeder ratio, last claims",
            new("tracker", "TRACKER"), new("family", "NET"), new("torrents", "TORRENTS"), new("seedless", "SEEDLESS"), new("mean", "MEAN", "0.00"),
            new("p10", "P10", "0.00"), new("p25", "P25", "0.00"), new("p50", "P50", "0.00"), new("p75", "P75", "0.00"), new("p90", "P90", "0.00"));
        void Add(string? tracker, string? family, Distribution of)
        {
            var none = (long)Math.Round((of.AtMost(0) ?? 0) * of.Count);
            ratios.Add(tracker, family, of.Count, none, of.Mean, of.Quantile(0.1), of.Quantile(0.25), of.Quantile(0.5), of.Quantile(0.75), of.Quantile(0.9));
        }

        if (shares.Torrents.Count > 0) Add("(largest claim of each torrent)", null, shares.Torrents);
        foreach (var tracker in shares.Trackers) Add(tracker.Tracker, FamilyText.Of(tracker.Family), tracker.Ratios);
        var downloads = new Sheet("downloads", "downloads a day (UTC), as trackers count them",
            new("day", "DAY"), new("tracker", "TRACKER"), new("family", "NET"), new("downloads", "DOWNLOADS"), new("falls", "RESETS"), new("claims", "CLAIMS"))
        {
            Shown = request.Top,
        };
        foreach (var day in shares.Downloads.Reverse()) downloads.Add(day.Day, day.Tracker, FamilyText.Of(day.Family), day.Downloads, day.Falls, day.Claims);
        return [ratios, downloads];
    }
}
