using Crawler.Host.Formatting;
using Crawler.Statistics.Series;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats hours</c>.</summary>
internal static class HoursTopic
{
    private static readonly string[] Days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    public static readonly StatsTopic Topic = new(
        "hours",
        "Hour-of-week profiles of claimed and estimated size and of new peers.",
        "Sizes are relative to each torrent's own mean, so that it does not matter which torrents were measured when: 1.10 is 10 % above. New peers are a torrent's first sightings in the hour, its first hour left out. UTC, or --offset hours from it.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var hours = await statistics.HoursAsync(request.Scope, request.Offset, cancellation);
        return [OfProfile("claimed", "claimed size, relative", hours.Claimed), OfProfile("estimated", "estimated size, relative", hours.Estimated), OfProfile("new_peers", "new peers an hour and torrent", hours.NewPeers)];
    }

    /// <summary>Hours down, days across.</summary>
    private static Sheet OfProfile(string of, string title, WeekProfile profile)
    {
        var sheet = new Sheet("hour_of_week", title, [
            new("of", null), new("hour", "HOUR"), .. Days.Select(day => new SheetColumn(day.ToLowerInvariant(), day, "0.00")), .. Days.Select(day => new SheetColumn($"{day.ToLowerInvariant()}_looks", null))]);
        if (!Enumerable.Range(0, WeekProfile.Hours).Any(cell => profile.Count(cell) > 0)) return sheet;
        for (var hour = 0; hour < 24; hour++)
        {
            var cells = Enumerable.Range(0, Days.Length).Select(day => day * 24 + hour).ToList();
            sheet.Add([of, hour, .. cells.Select(cell => (object?)profile.Mean(cell)), .. cells.Select(cell => (object?)profile.Count(cell))]);
        }

        return sheet;
    }
}
