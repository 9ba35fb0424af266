using Crawler.Protocol;

namespace Crawler.Storage.Views;

/// <summary>Every view in a snapshot of its store.</summary>
internal sealed class StoreViews(CrawlStore store) : ICrawlViews
{
    public Task<StoreTotals> TotalsAsync(CancellationToken cancellation) =>
        store.SnapshotAsync(db => TotalsQuery.ReadAsync(db, cancellation), cancellation);

    public Task<IReadOnlyList<TrackerStanding>> TrackersAsync(DateTimeOffset now, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TrackerStandingQuery.ReadAsync(db, now, cancellation), cancellation);

    public Task<IReadOnlyList<TrackerTurn>> TurnsAsync(TimeWindow window, int most, CancellationToken cancellation) =>
        store.SnapshotAsync(db => BeatQuery.TurnsAsync(db, window, most, cancellation), cancellation);

    public Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>> BeatsAsync(
        IReadOnlyCollection<int> trackers, TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => BeatQuery.ReadAsync(db, trackers, window, cancellation), cancellation);

    public Task<IReadOnlyList<TrackerPoint>> TrackerCourseAsync(int tracker, TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TrackerCourseQuery.ReadAsync(db, tracker, window, cancellation), cancellation);

    public Task<IReadOnlyList<TrackerPoint>> CallCourseAsync(TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TrackerCourseQuery.ReadAsync(db, Model.TrackerTally.AllTrackers, window, cancellation), cancellation);

    public Task<IReadOnlyList<LastCall>> LastCallsAsync(int tracker, int most, CancellationToken cancellation) =>
        store.SnapshotAsync(db => LastCallQuery.ReadAsync(db, tracker, most, cancellation), cancellation);

    public Task<Page<TorrentListing>> TorrentsAsync(TorrentQuery query, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TorrentListQuery.ReadAsync(db, query, cancellation), cancellation);

    public Task<TorrentView?> TorrentAsync(InfoHash infoHash, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TorrentViewQuery.ReadAsync(db, infoHash, cancellation), cancellation);

    public Task<IReadOnlyList<SizePoint>> SizesAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => SizeSeriesQuery.ReadAsync(db, infoHash, window, cancellation), cancellation);

    public Task<IReadOnlyList<ClaimPoint>> ClaimsAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => ClaimSeriesQuery.ReadAsync(db, infoHash, window, cancellation), cancellation);

    public Task<IReadOnlyList<NewPeers>> NewPeersAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation) =>
        store.SnapshotAsync(db => NewPeersQuery.ReadAsync(db, infoHash, window, cancellation), cancellation);

    public Task<TorrentOverlap> OverlapAsync(InfoHash infoHash, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TorrentOverlapQuery.ReadAsync(db, infoHash, cancellation), cancellation);

    public Task<IReadOnlyList<double>> SizeDistributionAsync(CancellationToken cancellation) =>
        store.SnapshotAsync(db => TotalsQuery.SizesAsync(db, cancellation), cancellation);

    public Task<Staleness> StalenessAsync(DateTimeOffset now, CancellationToken cancellation) =>
        store.SnapshotAsync(db => StalenessQuery.ReadAsync(db, now, cancellation), cancellation);

    public Task<IReadOnlyList<NotedEvent>> EventsAsync(int most, CancellationToken cancellation) =>
        store.SnapshotAsync(db => TotalsQuery.EventsAsync(db, most, cancellation), cancellation);
}
