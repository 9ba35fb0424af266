using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Profiles by hour of the week.</summary>
/// <param name="Claimed">Largest claim of an hour over the torrent's own mean: 1 is as usual, whatever torrents were measured when.</param>
/// <param name="Estimated">The same of snapshot estimates.</param>
/// <param name="NewPeers">Peers first seen in an hour, a torrent; the hour each torrent was first measured left out.</param>
public sealed record WeekHours(WeekProfile Claimed, WeekProfile Estimated, WeekProfile NewPeers);

/// <summary>Reads the profiles.</summary>
internal static class WeekHoursQuery
{
    /// <summary>The profiles on a clock so far from UTC.</summary>
    public static async Task<WeekHours> ReadAsync(StatsReader reader, TimeSpan offset)
    {
        var hours = new WeekHours(new WeekProfile(offset), new WeekProfile(offset), new WeekProfile(offset));
        var first = new Dictionary<int, long>();
        await foreach (var torrent in HourlySeries.ClaimsAsync(reader).ByTorrentAsync(claim => claim.TorrentId))
        {
            first[torrent[0].TorrentId] = torrent[0].Hour;
            AddRelative(hours.Claimed, [.. torrent.Select(claim => (claim.Hour, (double)claim.Largest))]);
            // Hours without new peers count too, so looks and peers are added apart.
            foreach (var claim in torrent.Skip(1)) hours.NewPeers.Add(HourlySeries.Start(claim.Hour), 0);
        }

        await foreach (var (torrent, hour, peers) in HourlySeries.ArrivalsAsync(reader))
            if (first.TryGetValue(torrent, out var start) && hour > start) hours.NewPeers.Add(HourlySeries.Start(hour), peers, looks: 0);
        await foreach (var torrent in HourlySeries.EstimatesAsync(reader).ByTorrentAsync(estimate => estimate.TorrentId))
            AddRelative(hours.Estimated, [.. torrent.Select(estimate => (estimate.Hour, estimate.Size))]);
        return hours;
    }

    private static void AddRelative(WeekProfile profile, List<(long Hour, double Size)> series)
    {
        var mean = series.Average(point => point.Size);
        if (mean == 0) return;
        foreach (var (hour, size) in series) profile.Add(HourlySeries.Start(hour), size / mean);
    }
}
