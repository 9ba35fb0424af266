using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Merge;

/// <summary>Reads how far what follows the log is behind it: two small tables, whatever the size of the log.</summary>
internal static class LagQuery
{
    /// <summary>How far the aggregate is behind, over all writers.</summary>
    public static Task<MergeLag> OfMergeAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        ReadAsync(db, db.MergeWatermarks.Select(mark => new Watermark { WriterId = mark.WriterId, Sequence = mark.Sequence }), cancellation);

    /// <summary>How far what is rolled up is behind, over all writers.</summary>
    public static Task<MergeLag> OfRollAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        ReadAsync(db, db.RollWatermarks.Select(mark => new Watermark { WriterId = mark.WriterId, Sequence = mark.Sequence }), cancellation);

    private static async Task<MergeLag> ReadAsync(CrawlerDbContext db, IQueryable<Watermark> marks, CancellationToken cancellation)
    {
        var behind = await (
            from writer in db.LogWriters
            join mark in marks on writer.Id equals mark.WriterId
            where writer.LastSequence > mark.Sequence
            group writer.LastSequence - mark.Sequence by 1 into all
            select new { Batches = all.Sum(), Writers = all.Count() }).SingleOrDefaultAsync(cancellation);
        return behind is null ? MergeLag.None : new MergeLag(behind.Batches, behind.Writers);
    }

    /// <summary>How far a writer's log was followed.</summary>
    private sealed class Watermark
    {
        public int WriterId { get; init; }

        public long Sequence { get; init; }
    }
}
