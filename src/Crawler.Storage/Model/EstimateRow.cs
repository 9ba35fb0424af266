using System.Net.Sockets;
using Crawler.Statistics.Sizes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>swarm_estimate</c>: one estimate of one swarm's size, with all that speaks for and against it, so that a
/// later reader can judge it anew. Append-only, keyed by its place in its writer's batches like <see cref="AnnounceRow"/>.
/// </summary>
public sealed class EstimateRow
{
    /// <summary>Who wrote it.</summary>
    public int WriterId { get; set; }

    /// <summary>The writer's batch, from 1.</summary>
    public long Sequence { get; set; }

    /// <summary>Place among the batch's estimates, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>The campaign it belongs to.</summary>
    public int CampaignId { get; set; }

    /// <summary>The swarm.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker it was seen through; null for the union of all.</summary>
    public int? TrackerId { get; set; }

    /// <summary>The family asked over: 4, 6, or 0 if unknown.</summary>
    public AddressFamily Family { get; set; }

    /// <summary>Over what time it speaks.</summary>
    public EstimateKind Kind { get; set; }

    /// <summary>When the first announce it rests on began.</summary>
    public DateTimeOffset FromAt { get; set; }

    /// <summary>When the last announce it rests on began.</summary>
    public DateTimeOffset ToAt { get; set; }

    /// <summary>How it was made.</summary>
    public SizeMethod Method { get; set; }

    /// <summary>What speaks against it, bits of <see cref="SizeFlags"/>.</summary>
    public SizeFlags Flags { get; set; }

    /// <summary>Estimated peers; null where it has no finite value.</summary>
    public double? Size { get; set; }

    /// <summary>Lower end of the 95 % interval, peers.</summary>
    public double Low { get; set; }

    /// <summary>Upper end, peers; null for none.</summary>
    public double? High { get; set; }

    /// <summary>Standard error, peers; null where the method gives none.</summary>
    public double? StandardError { get; set; }

    /// <summary>Occasions it rests on.</summary>
    public int Occasions { get; set; }

    /// <summary>Announces behind them.</summary>
    public int Announces { get; set; }

    /// <summary>Peers named, each as often as it was.</summary>
    public long Sightings { get; set; }

    /// <summary>Distinct peers named.</summary>
    public long DistinctPeers { get; set; }

    /// <summary>Peers seen on one occasion.</summary>
    public long SeenOnce { get; set; }

    /// <summary>Peers seen on two.</summary>
    public long SeenTwice { get; set; }

    /// <summary>Variance of overlaps over that of even sampling; null if not told.</summary>
    public double? Vmr { get; set; }

    /// <summary>Size over claimed size; null if either is unknown.</summary>
    public double? Rho { get; set; }

    /// <summary>Share of the swarm's sightings that the peers seen account for, 0–1; null if unknown.</summary>
    public double? Coverage { get; set; }

    /// <summary>Estimated share of made-up peers, 0–1; null if not told.</summary>
    public double? FakeShare { get; set; }

    /// <summary>Share of peers kept, by hash, 0–1; 1 unless the swarm was too large to keep whole.</summary>
    public double SampledShare { get; set; }

    /// <summary>Share that stayed until the next burst, 0–1; null unless the population is taken as open.</summary>
    public double? Survival { get; set; }

    /// <summary>Peers that joined until the next burst; null unless the population is taken as open.</summary>
    public double? Arrivals { get; set; }

    /// <summary>Seeders as claimed last in that time; null if absent, and for the union.</summary>
    public long? Complete { get; set; }

    /// <summary>Leechers as claimed last in that time; null if absent, and for the union.</summary>
    public long? Incomplete { get; set; }
}

internal sealed class EstimateShape : IEntityTypeConfiguration<EstimateRow>
{
    public void Configure(EntityTypeBuilder<EstimateRow> table)
    {
        // No foreign keys, as for the log.
        table.ToTable("swarm_estimate");
        table.HasKey(row => new { row.WriterId, row.Sequence, row.Ordinal });
        table.HasIndex(row => new { row.TorrentId, row.ToAt });
    }
}
