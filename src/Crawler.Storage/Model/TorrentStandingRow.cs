using System.Net.Sockets;
using Crawler.Statistics.Sizes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>torrent_standing</c>: a swarm in one row, so that a hundred thousand can be sorted and searched. Canaries have
/// none.
/// </summary>
public sealed class TorrentStandingRow
{
    /// <summary>The torrent.</summary>
    public int TorrentId { get; set; }

    /// <summary>When its first call began.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>When its last call began.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>Calls in all.</summary>
    public long Calls { get; set; }

    /// <summary>Of them, answered usefully.</summary>
    public long Answered { get; set; }

    /// <summary>Trackers called.</summary>
    public int Trackers { get; set; }

    /// <summary>Of them, those whose last call was answered usefully.</summary>
    public int TrackersAnswering { get; set; }

    /// <summary>The most seeders any of its trackers claimed last; null if none did.</summary>
    public long? Complete { get; set; }

    /// <summary>The most leechers any of its trackers claimed last; null if none did.</summary>
    public long? Incomplete { get; set; }

    /// <summary>The family of the size below, that with the larger size where there are two; null without a size.</summary>
    public AddressFamily? SizeFamily { get; set; }

    /// <summary>The latest estimate over all trackers of how many are in the swarm at a time; null if none was made or it has no finite value.</summary>
    public double? Size { get; set; }

    /// <summary>Lower end of its 95 % interval; null if no estimate was made.</summary>
    public double? Low { get; set; }

    /// <summary>Upper end; null for none.</summary>
    public double? High { get; set; }

    /// <summary>What speaks against it; null if no estimate was made.</summary>
    public SizeFlags? SizeFlags { get; set; }

    /// <summary>When it ends; null if no estimate was made.</summary>
    public DateTimeOffset? SizeAt { get; set; }

    /// <summary>Distinct peers seen over all trackers in the latest campaign that made an estimate; null if none did.</summary>
    public long? Seen { get; set; }
}

internal sealed class TorrentStandingShape : IEntityTypeConfiguration<TorrentStandingRow>
{
    public void Configure(EntityTypeBuilder<TorrentStandingRow> table)
    {
        table.ToTable("torrent_standing");
        table.HasKey(row => row.TorrentId);
        table.Property(row => row.TorrentId).ValueGeneratedNever();
        // One for each order the list can be read in.
        table.HasIndex(row => new { row.Size, row.TorrentId });
        table.HasIndex(row => new { row.Seen, row.TorrentId });
        table.HasIndex(row => new { row.Complete, row.TorrentId });
        table.HasIndex(row => new { row.Incomplete, row.TorrentId });
        table.HasIndex(row => new { row.LastAt, row.TorrentId });
    }
}
