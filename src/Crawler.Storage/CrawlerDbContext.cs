using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage;

/// <summary>
/// The one model of both stores, for reading and for migrations. The log and the aggregate are written around it, in
/// bulk. Each store derives from it to say how times and addresses are kept and where its migrations are.
/// </summary>
public abstract class CrawlerDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>Name of the table that records which migrations were applied.</summary>
    internal const string MigrationTable = "schema_migration";

    /// <summary>Who measured, why and how.</summary>
    public DbSet<CampaignRow> Campaigns => Set<CampaignRow>();

    /// <summary>What happened to them.</summary>
    public DbSet<CampaignEventRow> CampaignEvents => Set<CampaignEventRow>();

    /// <summary>Swarms.</summary>
    public DbSet<TorrentRow> Torrents => Set<TorrentRow>();

    /// <summary>Announce URLs as they may be shown.</summary>
    public DbSet<TrackerRow> Trackers => Set<TrackerRow>();

    /// <summary>Announce URLs whole.</summary>
    public DbSet<TrackerSecretRow> TrackerSecrets => Set<TrackerSecretRow>();

    /// <summary>Which torrent is on which tracker.</summary>
    public DbSet<TorrentTrackerRow> TorrentTrackers => Set<TorrentTrackerRow>();

    /// <summary>When to announce next.</summary>
    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();

    /// <summary>The log.</summary>
    public DbSet<AnnounceRow> Announces => Set<AnnounceRow>();

    /// <summary>The aggregate.</summary>
    public DbSet<SightingRow> Sightings => Set<SightingRow>();

    /// <summary>Where the addresses of the aggregate are, as far as it was looked up.</summary>
    public DbSet<AddressOriginRow> AddressOrigins => Set<AddressOriginRow>();

    /// <summary>What autonomous systems are called.</summary>
    public DbSet<AutonomousSystemRow> AutonomousSystems => Set<AutonomousSystemRow>();

    /// <summary>Which software peers say they are.</summary>
    public DbSet<PeerClientRow> PeerClients => Set<PeerClientRow>();

    /// <summary>How large the swarms were.</summary>
    public DbSet<EstimateRow> Estimates => Set<EstimateRow>();

    /// <summary>How far each writer's log reaches.</summary>
    public DbSet<LogWriterRow> LogWriters => Set<LogWriterRow>();

    /// <summary>How far each writer's log is merged.</summary>
    public DbSet<MergeWatermarkRow> MergeWatermarks => Set<MergeWatermarkRow>();

    /// <summary>Trackers hour by hour.</summary>
    public DbSet<TrackerHourRow> TrackerHours => Set<TrackerHourRow>();

    /// <summary>Trackers day by day.</summary>
    public DbSet<TrackerDayRow> TrackerDays => Set<TrackerDayRow>();

    /// <summary>How torrents stand at trackers.</summary>
    public DbSet<LatestCallRow> LatestCalls => Set<LatestCallRow>();

    /// <summary>How swarms stand.</summary>
    public DbSet<TorrentStandingRow> TorrentStandings => Set<TorrentStandingRow>();

    /// <summary>How far each writer's log is rolled up.</summary>
    public DbSet<RollWatermarkRow> RollWatermarks => Set<RollWatermarkRow>();

    /// <summary>What stands for addresses.</summary>
    public DbSet<AddressRegimeRow> AddressRegimes => Set<AddressRegimeRow>();

    /// <summary>The log's peers at their own addresses, where asked for.</summary>
    public DbSet<AnnounceAsSentRow> AnnouncesAsSent => Set<AnnounceAsSentRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<AddressFamily>().HaveConversion<FamilyNumber.Converter>();
        configurationBuilder.Properties<RefusalKind>().HaveConversion<byte>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CrawlerDbContext).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }
}
