using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>sighting</c>, the aggregate: a peer as one tracker named it for one torrent over one address family. Keyed
/// by (torrent, tracker, family, ip, port) in the database; keyless here, since an <see cref="IPAddress"/> cannot be
/// part of an EF key. Ourselves and bogons are left out.
/// </summary>
public sealed class SightingRow
{
    /// <summary>The torrent.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker.</summary>
    public int TrackerId { get; set; }

    /// <summary>TCP port; 0 occurs in the wild.</summary>
    public int Port { get; set; }

    /// <summary>Replies it stood in; at least 1.</summary>
    public int TimesSeen { get; set; }

    /// <summary>Time of the first attempt whose reply named it.</summary>
    public DateTimeOffset FirstSeen { get; set; }

    /// <summary>Time of the last attempt whose reply named it.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>
    /// The family the tracker was asked over: 4, 6, or 0 if unknown; not the peer's own, as a tracker asked over IPv4
    /// may name IPv6 peers. Stands here in the row, between the numbers and the address, where it needs no padding.
    /// </summary>
    public AddressFamily Family { get; set; }

    /// <summary>Address; IPv4 and IPv6 are different peers even where one host has both.</summary>
    public required IPAddress Ip { get; set; }
}

internal sealed class SightingShape : IEntityTypeConfiguration<SightingRow>
{
    public void Configure(EntityTypeBuilder<SightingRow> table)
    {
        table.ToTable("sighting");
        table.HasNoKey();
    }
}
