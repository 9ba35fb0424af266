using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Statistics over everything in scope, each read in one consistent snapshot. What is made of peers is short by what is not
/// merged yet. Memory follows torrents and trackers, not calls or peers.
/// </summary>
public interface ICrawlStatistics
{
    /// <summary>How much there is: calls by what came of them, torrents, trackers, sightings.</summary>
    Task<DataSetSize> DataSetAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>How large each swarm is.</summary>
    Task<IReadOnlyList<SwarmSize>> SizesAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>Distinct peers.</summary>
    Task<PeerCensus> PeersAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>Seeder ratios and downloads.</summary>
    Task<SeederShares> SeedersAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>What trackers have in common.</summary>
    Task<TrackerOverlap> OverlapAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>How available trackers were.</summary>
    Task<AvailabilityReport> AvailabilityAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>Sessions and arrivals.</summary>
    Task<Churn> ChurnAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>The course of each swarm, largest peak first.</summary>
    Task<IReadOnlyList<SwarmLife>> LivesAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>Profiles by hour of the week.</summary>
    /// <param name="scope">What of.</param>
    /// <param name="offset">Added to UTC.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<WeekHours> HoursAsync(StatsScope scope, TimeSpan offset, CancellationToken cancellation = default);

    /// <summary>Of whom swarms consist: families, countries and autonomous systems of the addresses seen, as far as they were looked up.</summary>
    Task<SwarmComposition> CompositionAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>In how many swarms an address was seen, over all addresses.</summary>
    Task<Histogram> ParticipationAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>The same trackers and swarms from several vantages.</summary>
    /// <param name="scope">What of.</param>
    /// <param name="tracker">Only this tracker, and no sizes; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<VantageReport> VantagesAsync(StatsScope scope, int? tracker = null, CancellationToken cancellation = default);

    /// <summary>Who is left alone, and that nobody called them since.</summary>
    Task<LeftAloneReport> LeftAloneAsync(StatsScope scope, CancellationToken cancellation = default);

    /// <summary>How far trackers can be believed.</summary>
    Task<HonestyReport> HonestyAsync(StatsScope scope, CancellationToken cancellation = default);
}
