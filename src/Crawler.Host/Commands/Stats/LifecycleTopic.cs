using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats lifecycle</c>.</summary>
internal static class LifecycleTopic
{
    public static readonly StatsTopic Topic = new(
        "lifecycle",
        "The course of each swarm: peak, decay of arrivals, time without seeders.",
        "Peak is the largest claim of one tracker. Arrivals are peers first seen, by hour, fitted by L0 e^(-t/tau) from the second hour on, since the first finds who was there before; the error is that of bursty counts, and a negative tau is growth. Seedless are hours in which every tracker that answered claimed no seeder.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var lives = await statistics.LivesAsync(request.Scope, cancellation);
        var sheet = new Sheet("lifecycle", "swarms, largest peak first",
            new("info_hash", null), new("name", "NAME"), new("from", null), new("to", null), new("hours", "HOURS", "0"), new("peak", "PEAK"), new("peak_at", "PEAK AT"),
            new("arrivals_initial_per_hour", "L0/h", "0.##"), new("arrivals_initial_error", null), new("tau_hours", "TAU h", "0.#"), new("tau_error_hours", "±", "0.#"), new("dispersion", null),
            new("seedless_spells", "SEEDLESS"), new("seedless_hours", "HOURS"), new("seedless_longest_hours", null), new("seedless_now", "NOW"))
        {
            Shown = request.Top,
        };
        foreach (var life in lives)
        {
            sheet.Add(life.InfoHash.ToString(), life.Name ?? life.InfoHash.ToString(), life.From, life.To, (life.To - life.From).TotalHours, life.Peak, life.PeakAt,
                life.Decay?.Initial, life.Decay?.InitialError, life.Decay?.Tau, life.Decay?.TauError, life.Decay?.Dispersion,
                life.Seedless.Count, life.Seedless.Sum(spell => spell.Length), life.Seedless.Count == 0 ? null : life.Seedless.Max(spell => spell.Length),
                life.Seedless.Any(spell => !spell.IsOver));
        }

        return [sheet];
    }
}
