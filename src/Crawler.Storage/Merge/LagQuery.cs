using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Merge;

/// <summary>Reads the merge lag: two small tables, whatever the size of the log.</summary>
internal static class LagQuery
{
    /// <summary>The lag over all writers.</summary>
    public static async Task<MergeLag> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var behind = await (
            from writer in db.LogWriters
            join mark in db.MergeWatermarks on writer.Id equals mark.WriterId
            where writer.LastSequence > mark.Sequence
            group writer.LastSequence - mark.Sequence by 1 into all
            select new { Batches = all.Sum(), Writers = all.Count() }).SingleOrDefaultAsync(cancellation);
        return behind is null ? MergeLag.None : new MergeLag(behind.Batches, behind.Writers);
    }
}
