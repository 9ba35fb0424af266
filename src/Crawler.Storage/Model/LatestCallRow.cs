using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>latest_call</c>: how one torrent stands at one tracker over one family, by the log. Outlives the log.</summary>
public sealed class LatestCallRow
{
    /// <summary>The torrent.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker.</summary>
    public int TrackerId { get; set; }

    /// <summary>The address family asked over: 4, 6, or 0 if unknown.</summary>
    public AddressFamily Family { get; set; }

    /// <summary>When the first call began.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>When the last call began.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What came of it.</summary>
    public AttemptOutcome Outcome { get; set; }

    /// <summary>When the last call that was answered usefully began; null if none was.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Calls in all.</summary>
    public long Calls { get; set; }

    /// <summary>Of them, answered usefully.</summary>
    public long Answered { get; set; }

    /// <summary>Seeders as last claimed; null if never.</summary>
    public long? Complete { get; set; }

    /// <summary>Leechers as last claimed; null if never.</summary>
    public long? Incomplete { get; set; }

    /// <summary>Completed downloads as last claimed; null if never.</summary>
    public long? Downloaded { get; set; }
}

internal sealed class LatestCallShape : IEntityTypeConfiguration<LatestCallRow>
{
    public void Configure(EntityTypeBuilder<LatestCallRow> table)
    {
        table.ToTable("latest_call");
        table.HasKey(row => new { row.TorrentId, row.TrackerId, row.Family });
        // What a tracker said last is read by this.
        table.HasIndex(row => new { row.TrackerId, row.At });
    }
}
