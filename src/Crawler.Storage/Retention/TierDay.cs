namespace Crawler.Storage.Retention;

/// <summary>What one tier holds of one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Rows">Rows that could be dropped; of estimates those that thinning takes. May be the planner's estimate in PostgreSQL.</param>
/// <param name="Bytes">What they take on disk with their indexes; estimated by their share of the table where only the table is measured.</param>
/// <param name="IsSettled">Whether all of it is in the tiers above: merged and rolled up. What is not is never dropped.</param>
public sealed record TierDay(DateOnly Day, long Rows, long Bytes, bool IsSettled = true);
