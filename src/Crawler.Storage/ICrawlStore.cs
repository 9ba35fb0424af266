using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Datasets;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Replay;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Retention;
using Crawler.Storage.Rollups;
using Crawler.Storage.Schema;
using Crawler.Storage.Targets;
using Crawler.Storage.Views;

namespace Crawler.Storage;

/// <summary>
/// Everything measured: the log of attempts, the aggregate behind it, the persisted schedule, and what can be read of
/// them. Safe to use from several threads. Every method throws <see cref="StoreException"/> with one clear line when
/// the store cannot do it, and <see cref="OperationCanceledException"/> when cancelled.
/// </summary>
public interface ICrawlStore : IAsyncDisposable
{
    /// <summary>Where it is; prints without password.</summary>
    StoreLocation Location { get; }

    /// <summary>Brings the schema up to the program's, creating an SQLite file if there is none. Idempotent.</summary>
    /// <returns>The migrations applied now, oldest first; empty if the schema was current.</returns>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation = default);

    /// <summary>How the store is. Does not throw for an unreachable store but says so. Counts rows up to a million a table and estimates more.</summary>
    Task<StoreStatus> StatusAsync(CancellationToken cancellation = default);

    /// <summary>Campaigns.</summary>
    ICampaignStore Campaigns { get; }

    /// <summary>What stands for peers' addresses.</summary>
    IAddressStore Addresses { get; }

    /// <summary>How much there is, and how room is made.</summary>
    IRetentionStore Retention { get; }

    /// <summary>
    /// Registers targets and where each tracker stands in the announce list. Idempotent: known ones gain what is new
    /// (name, trackers, tier and position) and keep their schedules; what is null does not erase what is known, and a
    /// canary stays one even if its infohash is registered again as a swarm's. Of several with one infohash the last
    /// counts and keeps the trackers of all.
    /// </summary>
    Task RegisterAsync(IReadOnlyCollection<Target> targets, CancellationToken cancellation = default);

    /// <summary>What is remembered of the registered trackers of some torrents; torrents not known are left out.</summary>
    Task<IReadOnlyDictionary<InfoHash, IReadOnlyList<ScheduledTracker>>> LoadSchedulesAsync(
        IReadOnlyCollection<InfoHash> torrents, CancellationToken cancellation = default);

    /// <summary>
    /// Appends a batch to the log, with the schedules and estimates in it, in one transaction, exactly once: sending the
    /// same sequence again does nothing. One writer appends one batch at a time.
    /// </summary>
    /// <returns>True if appended now, false if it was there already.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is below 1.</exception>
    Task<bool> AppendAsync(LogBatch batch, CancellationToken cancellation = default);

    /// <summary>The last sequence a writer appended; 0 if none. A writer that keeps its name goes on from there.</summary>
    Task<long> LastSequenceAsync(string writer, CancellationToken cancellation = default);

    /// <summary>
    /// Merges the log past the watermark into the aggregate, exactly once, several batches a transaction. Several may
    /// merge at the same time.
    /// </summary>
    /// <param name="maxBatches">Stop after so many batches, however many are left.</param>
    /// <param name="cancellation">Stops between and inside transactions; what was committed stays.</param>
    Task<MergeResult> MergeAsync(int maxBatches = int.MaxValue, CancellationToken cancellation = default);

    /// <summary>
    /// Rolls the log past its own watermark up into what pages are read from (<c>tracker_hour</c>, <c>tracker_day</c>,
    /// <c>latest_call</c>, <c>torrent_standing</c>), exactly once, several batches a transaction. Several may roll up at the
    /// same time. Who looks pays for it: a crawl alone does not.
    /// </summary>
    /// <param name="maxBatches">Stop after so many batches, however many are left.</param>
    /// <param name="cancellation">Stops between and inside transactions; what was committed stays.</param>
    Task<RollResult> RollAsync(int maxBatches = int.MaxValue, CancellationToken cancellation = default);

    /// <summary>How far what pages are read from is behind the log.</summary>
    Task<MergeLag> RollLagAsync(CancellationToken cancellation = default);

    /// <summary>How far the aggregate is behind the log. Reports of peers are short by that much: merge first.</summary>
    Task<MergeLag> LagAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Reports torrents in the order of registration, each on its trackers. Read in pages, each a consistent snapshot.
    /// Canaries are left out.
    /// </summary>
    /// <param name="only">Only these; null for all.</param>
    /// <param name="cancellation">Ends the report.</param>
    IAsyncEnumerable<TorrentReport> ReportTorrentsAsync(
        IReadOnlyCollection<InfoHash>? only = null, CancellationToken cancellation = default);

    /// <summary>Reports every tracker over all its torrents, by host name, once for every family measured. Reads the whole log.</summary>
    Task<IReadOnlyList<TrackerReport>> ReportTrackersAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The latest estimates of torrents' sizes, in the order of registration: for each tracker and family and for the union
    /// of each family the last snapshot, the last cumulative one and the last of an open population. Read in pages, each a
    /// consistent snapshot. Canaries are left out.
    /// </summary>
    /// <param name="only">Only these; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    IAsyncEnumerable<TorrentEstimates> LatestEstimatesAsync(
        IReadOnlyCollection<InfoHash>? only = null, CancellationToken cancellation = default);

    /// <summary>Every estimate ever made of one torrent, by the time it ends at; none if the torrent is not known.</summary>
    IAsyncEnumerable<StoredEstimate> EstimatesAsync(InfoHash infoHash, CancellationToken cancellation = default);

    /// <summary>
    /// Shows what a campaign's estimates of one swarm's size were made of: its answered announces, each writer's in the order in
    /// which it counted them. One at a time, in one snapshot. Those are left out that counted for nothing, or were logged by a
    /// version that did not note what they counted for.
    /// </summary>
    /// <returns>How many there were.</returns>
    Task<long> VisitLooksAsync(int campaignId, InfoHash infoHash, Action<LoggedLook> visit, CancellationToken cancellation = default);

    /// <summary>What trackers answered to canaries, by host name, over all campaigns; trackers never asked are left out.</summary>
    Task<IReadOnlyList<CanaryResult>> CanaryResultsAsync(CancellationToken cancellation = default);

    /// <summary>Statistics over swarms, peers and trackers.</summary>
    ICrawlStatistics Statistics { get; }

    /// <summary>What can be published, and the way back.</summary>
    ICrawlDatasets Datasets { get; }

    /// <summary>What pages and the API show, each read in milliseconds from what was rolled up.</summary>
    ICrawlViews Views { get; }
}
