using Crawler.Storage.Log;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Retention;

/// <summary>Deletes from the tiers above the log, a day at a time: each statement is short, and what was done stays done.</summary>
internal static class TierRows
{
    /// <summary>Deletes days of a tier, or thins them.</summary>
    /// <returns>Rows deleted.</returns>
    public static async Task<long> DropAsync(CrawlerDbContext db, Tier tier, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var rows = 0L;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var (from, to) = (LogDay.Start(day), LogDay.Start(day.AddDays(1)));
            rows += tier switch
            {
                Tier.Hours => await db.TrackerHours.Where(row => row.Hour >= from && row.Hour < to).ExecuteDeleteAsync(cancellation),
                Tier.Days => await db.TrackerDays.Where(row => row.Day >= from && row.Day < to).ExecuteDeleteAsync(cancellation),
                Tier.Estimates => await ThinAsync(db, from, to, cancellation),
                _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "the log goes by PruneAsync, which makes sure that it is merged"),
            };
        }

        return rows;
    }

    /// <summary>Keeps the last of each series: of one swarm by one tracker, or by all, over one family, of one kind.</summary>
    private static Task<int> ThinAsync(CrawlerDbContext db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => db.Estimates
        .Where(row => row.ToAt >= from && row.ToAt < to && db.Estimates.Any(later =>
            later.TorrentId == row.TorrentId && later.TrackerId == row.TrackerId && later.Family == row.Family && later.Kind == row.Kind
            && later.ToAt >= from && later.ToAt < to
            && (later.ToAt > row.ToAt || (later.ToAt == row.ToAt && (later.WriterId > row.WriterId || (later.WriterId == row.WriterId
                && (later.Sequence > row.Sequence || (later.Sequence == row.Sequence && later.Ordinal > row.Ordinal))))))))
        .ExecuteDeleteAsync(cancellation);
}
