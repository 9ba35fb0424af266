using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Reads the course of each swarm.</summary>
internal static class SwarmLifeQuery
{
    /// <summary>Swarms with claims, largest peak first.</summary>
    public static async Task<IReadOnlyList<SwarmLife>> ReadAsync(StatsReader reader)
    {
        var lives = new Dictionary<int, SwarmLife>();
        var hours = new Dictionary<int, (long First, long Last)>();
        await foreach (var claims in HourlySeries.ClaimsAsync(reader).ByTorrentAsync(claim => claim.TorrentId))
        {
            var peak = claims.MaxBy(claim => claim.Largest);
            hours[peak.TorrentId] = (claims[0].Hour, claims[^1].Hour);
            lives[peak.TorrentId] = new SwarmLife
            {
                InfoHash = default,
                From = HourlySeries.Start(claims[0].Hour),
                To = HourlySeries.Start(claims[^1].Hour + 1),
                Peak = peak.Largest,
                PeakAt = HourlySeries.Start(peak.Hour),
                Seedless = [.. Spell.Of(claims.Where(claim => claim.MostSeeders is not null).Select(claim => (claim.Hour, claim.MostSeeders == 0)))],
            };
        }

        await foreach (var arrivals in HourlySeries.ArrivalsAsync(reader).ByTorrentAsync(arrival => arrival.TorrentId))
        {
            if (!hours.TryGetValue(arrivals[0].TorrentId, out var span) || span.Last - span.First < 2) continue;
            var counts = new long[span.Last - span.First - 1];
            foreach (var (_, hour, peers) in arrivals)
                if (hour > span.First && hour < span.Last) counts[hour - span.First - 1] = peers;
            lives[arrivals[0].TorrentId] = lives[arrivals[0].TorrentId] with { Decay = ExponentialDecay.Fit(counts) };
        }

        var torrents = await reader.TorrentsAsync(lives.Keys);
        return
        [
            .. lives.OrderByDescending(life => life.Value.Peak).ThenBy(life => life.Key)
                .Select(life => life.Value with { InfoHash = torrents[life.Key].InfoHash, Name = torrents[life.Key].Name }),
        ];
    }
}
