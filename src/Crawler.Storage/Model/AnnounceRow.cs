using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>announce</c>, the log: one attempt, failed ones too, scrapes too. Append-only. Its key is its place in the
/// log (writer, sequence, ordinal), so that a duplicate is impossible and the merge reads a range of the key. The peers are
/// all there in their order, at addresses or at what stands for them; whom the aggregate counts follows from the row alone,
/// so it can be made again.
/// </summary>
public sealed class AnnounceRow
{
    /// <summary>Who wrote it.</summary>
    public int WriterId { get; set; }

    /// <summary>The writer's batch, from 1.</summary>
    public long Sequence { get; set; }

    /// <summary>Place in the batch, from 0.</summary>
    public int Ordinal { get; set; }

    /// <summary>The campaign it belongs to.</summary>
    public int CampaignId { get; set; }

    /// <summary>The swarm asked about.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker asked.</summary>
    public int TrackerId { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The address family measured: 4, 6, or 0 where neither an address nor a wish for one is known.</summary>
    public AddressFamily Family { get; set; }

    /// <summary>Announce or scrape.</summary>
    public AttemptKind Kind { get; set; }

    /// <summary>The event announced; null for a scrape.</summary>
    public AnnounceEvent? Event { get; set; }

    /// <summary>How far it came.</summary>
    public AttemptStage Stage { get; set; }

    /// <summary>What came of it.</summary>
    public AttemptOutcome Outcome { get; set; }

    /// <summary>What a refusal is about; null unless it is one.</summary>
    public RefusalKind? RefusalKind { get; set; }

    /// <summary>Requests sent.</summary>
    public int Transmissions { get; set; }

    /// <summary>Peers asked for; null where left to the tracker and for a scrape.</summary>
    public int? NumWant { get; set; }

    /// <summary>HTTP status; null over UDP or before one came.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>Bytes of the answer; null without one.</summary>
    public int? BytesReceived { get; set; }

    /// <summary>Name lookup, microseconds; null where none was made.</summary>
    public long? DnsUs { get; set; }

    /// <summary>Round trip without name lookup, microseconds; null without an answer.</summary>
    public long? RttUs { get; set; }

    /// <summary>Seeders as claimed; null if absent.</summary>
    public long? Complete { get; set; }

    /// <summary>Leechers as claimed; null if absent.</summary>
    public long? Incomplete { get; set; }

    /// <summary>Completed downloads as claimed; null if absent.</summary>
    public long? Downloaded { get; set; }

    /// <summary><c>interval</c> in seconds exactly as sent; null if absent.</summary>
    public long? IntervalAsked { get; set; }

    /// <summary><c>min interval</c> in seconds exactly as sent; null if absent.</summary>
    public long? MinIntervalAsked { get; set; }

    /// <summary>What the session made of it, microseconds; null if no session did.</summary>
    public long? IntervalUsedUs { get; set; }

    /// <summary>The tracker's word on when to retry, microseconds; null if none or never.</summary>
    public long? RetryAfterUs { get; set; }

    /// <summary>Whether the tracker said never to retry; null if it said nothing of retrying.</summary>
    public bool? RetryNever { get; set; }

    /// <summary>Peer entries that could not be read; null without a reply.</summary>
    public int? SkippedPeers { get; set; }

    /// <summary>Peers nobody can be behind, repeated ones each time; null without a reply.</summary>
    public int? Bogons { get; set; }

    /// <summary>What was odd about the reply; null without one.</summary>
    public ReplyOddities? Oddities { get; set; }

    /// <summary>The address spoken to; null where none was reached.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>Our own address as the tracker sees it (BEP 24); null if it did not say.</summary>
    public IPAddress? ExternalAddress { get; set; }

    /// <summary>Our own address as this tracker would list it, so that we are not counted; null if unknown.</summary>
    public IPAddress? OwnIp { get; set; }

    /// <summary>Our own port there; null with <see cref="OwnIp"/>.</summary>
    public int? OwnPort { get; set; }

    /// <summary>What went wrong, redacted; null on success.</summary>
    public string? Error { get; set; }

    /// <summary><c>warning message</c>, redacted; null if absent.</summary>
    public string? Warning { get; set; }

    /// <summary>IPv4 peers as sent, 6 bytes each (BEP 23); null without a reply, empty if it held none.</summary>
    public byte[]? PeersV4 { get; set; }

    /// <summary>IPv6 peers as sent, 18 bytes each (BEP 7); null without a reply, empty if it held none.</summary>
    public byte[]? PeersV6 { get; set; }

    /// <summary>What stands in <see cref="PeersV4"/> and <see cref="PeersV6"/> where addresses were.</summary>
    public AddressForm Addresses { get; set; }

    /// <summary>
    /// Which of the peers nobody can be behind, where their addresses no longer tell: a bit each, IPv4 first, the lowest bit of a
    /// byte first. Null if none is, or if the addresses are as sent.
    /// </summary>
    public byte[]? BogonMarks { get; set; }

    /// <summary>When the record of the swarm began that it counted for; null if it counted for none. Names that record.</summary>
    public DateTimeOffset? SwarmSince { get; set; }

    /// <summary>The window of that record, from 1; null with <see cref="SwarmSince"/>.</summary>
    public int? SwarmWindow { get; set; }

    /// <summary>The most peers the tracker had named in one reply to anybody by then; null with <see cref="SwarmSince"/>.</summary>
    public int? LargestReply { get; set; }

    /// <summary>Whether the tracker was known to make peers up; null with <see cref="SwarmSince"/>.</summary>
    public bool? Fabricates { get; set; }
}

internal sealed class AnnounceShape : IEntityTypeConfiguration<AnnounceRow>
{
    public void Configure(EntityTypeBuilder<AnnounceRow> table)
    {
        // No foreign keys: the log is written in bulk by ids just resolved, and a check a row would cost the ingest.
        table.ToTable("announce");
        table.HasKey(row => new { row.WriterId, row.Sequence, row.Ordinal });
        table.Property(row => row.Addresses).HasConversion<short>().HasDefaultValue(AddressForm.AsSent);
        table.HasIndex(row => new { row.TorrentId, row.TrackerId, row.Family, row.At });
    }
}
