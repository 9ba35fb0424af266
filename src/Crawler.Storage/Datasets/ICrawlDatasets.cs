using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Datasets;

/// <summary>
/// What of a store can be published, and the way back. A row is an array of the values of <see cref="DatasetSchema.ColumnsOf"/> in
/// their order: <c>string</c>, <c>long</c>, <c>double</c>, <c>bool</c>, times as <c>long</c> microseconds since 1970; null where absent.
/// </summary>
public interface ICrawlDatasets
{
    /// <summary>
    /// Reads a table in the order of its days, in one snapshot, a page of rows at a time so that memory stays bounded. Canaries, which
    /// are nobody's swarms, are left out.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="page">Takes the next rows; they are the taker's.</param>
    /// <param name="cancellation">Ends it.</param>
    Task ScanAsync(DatasetTable table, DatasetFilter filter, Func<IReadOnlyList<object?[]>, Task> page, CancellationToken cancellation = default);

    /// <summary>Whether nothing was ever written into the store.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellation = default);

    /// <summary>Begins to fill an empty store: its campaigns under their numbers, and what stands for addresses, whose key is not there.</summary>
    Task BeginRestoreAsync(IReadOnlyList<CampaignState> campaigns, AddressRegime? regime, CancellationToken cancellation = default);

    /// <summary>Puts rows of a table into the store, those without what they are told by (an address withheld) left out.</summary>
    /// <returns>How many were put.</returns>
    Task<long> RestoreAsync(DatasetTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation = default);

    /// <summary>
    /// All but hours is restored: who wrote is told, and how swarms and their trackers stand is made of the log and the estimates as it
    /// was where they come from. Hours are not, since they tell of calls whose log is gone too.
    /// </summary>
    /// <param name="keepHours">Whether hours and days are made of the log as well: there are none to restore, and the log has the peers of its replies.</param>
    /// <param name="cancellation">Ends it.</param>
    Task RollRestoredAsync(bool keepHours, CancellationToken cancellation = default);

    /// <summary>Ends it: days are made of hours, and numbers to be given next are set.</summary>
    Task EndRestoreAsync(CancellationToken cancellation = default);
}
