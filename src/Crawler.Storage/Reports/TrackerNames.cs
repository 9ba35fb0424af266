using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>How trackers are shown: redacted, always.</summary>
internal static class TrackerNames
{
    /// <summary>Names by id.</summary>
    public static async Task<Dictionary<int, string>> ReadAsync(CrawlerDbContext db, IEnumerable<int> ids, CancellationToken cancellation)
    {
        var names = new Dictionary<int, string>();
        foreach (var chunk in ids.Distinct().Chunk(500))
        {
            await foreach (var tracker in db.Trackers.Where(row => chunk.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(cancellation))
                names[tracker.Id] = tracker.Shown();
        }

        return names;
    }
}
