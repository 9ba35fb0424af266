using Crawler.Storage.Rollups;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Datasets;

/// <summary>Days of trackers, which a data set does not have: they are the sums of its hours.</summary>
internal static class RestoredDays
{
    /// <summary>Takes hours and days away that a roll-up made of a log without the peers of its replies.</summary>
    public static async Task<bool> ClearAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        await db.TrackerHours.ExecuteDeleteAsync(cancellation);
        await db.TrackerDays.ExecuteDeleteAsync(cancellation);
        return true;
    }

    /// <summary>Makes them, a day at a time.</summary>
    public static async Task<bool> MakeAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var days = (await db.TrackerHours.Select(row => row.Hour).Distinct().ToListAsync(cancellation)).Select(hour => new DateTimeOffset(hour.UtcDateTime.Date, TimeSpan.Zero)).Distinct().Order();
        foreach (var day in days)
        {
            if (await db.TrackerDays.AnyAsync(row => row.Day == day, cancellation)) continue; // made of the log
            var next = day.AddDays(1);
            var hours = await db.TrackerHours.Where(row => row.Hour >= day && row.Hour < next).ToArrayAsync(cancellation);
            db.TrackerDays.AddRange(RolledTrackers.Add(hours, []));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        return true;
    }
}
