using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Every statistic in a snapshot of its store.</summary>
internal sealed class StatsQueries(CrawlStore store) : ICrawlStatistics
{
    public Task<DataSetSize> DataSetAsync(StatsScope scope, CancellationToken cancellation) => ReadAsync(scope, DataSetQuery.ReadAsync, cancellation);

    public Task<IReadOnlyList<SwarmSize>> SizesAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, SwarmSizeQuery.ReadAsync, cancellation);

    public Task<PeerCensus> PeersAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, PeerCensusQuery.ReadAsync, cancellation);

    public Task<SeederShares> SeedersAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, SeederSharesQuery.ReadAsync, cancellation);

    public Task<TrackerOverlap> OverlapAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, TrackerOverlapQuery.ReadAsync, cancellation);

    public Task<AvailabilityReport> AvailabilityAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, AvailabilityQuery.ReadAsync, cancellation);

    public Task<Churn> ChurnAsync(StatsScope scope, CancellationToken cancellation) => ReadAsync(scope, ChurnQuery.ReadAsync, cancellation);

    public Task<IReadOnlyList<SwarmLife>> LivesAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, SwarmLifeQuery.ReadAsync, cancellation);

    public Task<WeekHours> HoursAsync(StatsScope scope, TimeSpan offset, CancellationToken cancellation) =>
        ReadAsync(scope, reader => WeekHoursQuery.ReadAsync(reader, offset), cancellation);

    public Task<SwarmComposition> CompositionAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, SwarmCompositionQuery.ReadAsync, cancellation);

    public Task<Histogram> ParticipationAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, ParticipationQuery.ReadAsync, cancellation);

    public Task<VantageReport> VantagesAsync(StatsScope scope, int? tracker, CancellationToken cancellation) =>
        ReadAsync(scope, reader => VantageQuery.ReadAsync(reader, tracker), cancellation);

    public Task<HonestyReport> HonestyAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, HonestyQuery.ReadAsync, cancellation);

    public Task<LeftAloneReport> LeftAloneAsync(StatsScope scope, CancellationToken cancellation) =>
        ReadAsync(scope, LeftAloneQuery.ReadAsync, cancellation);

    private Task<T> ReadAsync<T>(StatsScope scope, Func<StatsReader, Task<T>> read, CancellationToken cancellation) =>
        store.SnapshotAsync(async db => await read(await StatsReader.OpenAsync(db, scope, cancellation)), cancellation);
}
