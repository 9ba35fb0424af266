using System.Net.Sockets;
using Crawler.Storage.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>schedule</c>: when to announce a torrent to a tracker next, for each address family. Resuming reads this.
/// A pair has one unspecified row or one a family, never both.
/// </summary>
public sealed class ScheduleRow
{
    /// <summary>The torrent.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker.</summary>
    public int TrackerId { get; set; }

    /// <summary>The address family: 4, 6, or 0 until the host was first reached.</summary>
    public AddressFamily Family { get; set; }

    /// <summary>Where the session with this tracker stands.</summary>
    public ScheduleState State { get; set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>Whether the tracker has answered our <c>started</c>.</summary>
    public bool StartedAcknowledged { get; set; }

    /// <summary>Interval in use, microseconds; null before the tracker named one.</summary>
    public long? IntervalUs { get; set; }

    /// <summary>The tracker's floor: not earlier than this.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>When we would like to announce next.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Time of the attempt this schedule follows from; an older one never overwrites it.</summary>
    public DateTimeOffset AsOf { get; set; }

    /// <summary>The <c>tracker id</c> (BEP 3) this tracker issued to us, as sent; null if none.</summary>
    public byte[]? IssuedId { get; set; }
}

internal sealed class ScheduleShape : IEntityTypeConfiguration<ScheduleRow>
{
    public void Configure(EntityTypeBuilder<ScheduleRow> table)
    {
        table.ToTable("schedule");
        table.HasKey(row => new { row.TorrentId, row.TrackerId, row.Family });
        table.HasOne<TorrentRow>().WithMany().HasForeignKey(row => row.TorrentId);
        table.HasOne<TrackerRow>().WithMany().HasForeignKey(row => row.TrackerId);
    }
}
