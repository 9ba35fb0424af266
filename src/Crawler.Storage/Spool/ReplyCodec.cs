using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Storage.Spool;

/// <summary>The reply to an announce as bytes, its peers as they came: 6 and 18 bytes each.</summary>
internal static class ReplyCodec
{
    /// <summary>All of it.</summary>
    public static void Write(ByteWriter to, AnnounceReply reply)
    {
        to.Bytes(reply.Peers.CompactV4.Span);
        to.Bytes(reply.Peers.CompactV6.Span);
        OptionalNumber.Write(to, reply.Interval);
        OptionalNumber.Write(to, reply.MinInterval);
        OptionalNumber.Write(to, reply.Complete);
        OptionalNumber.Write(to, reply.Incomplete);
        OptionalNumber.Write(to, reply.Downloaded);
        to.Signed(reply.SkippedPeers);
        to.Signed((int)reply.Oddities);
        to.Byte((byte)((reply.TrackerId is null ? 0 : 1) | (reply.Warning is null ? 0 : 2) | (reply.ExternalAddress is null ? 0 : 4)));
        if (reply.TrackerId is { } id) to.Bytes(id.Bytes);
        if (reply.Warning is { } warning) to.Text(warning);
        if (reply.ExternalAddress is { } address) to.Bytes(address.GetAddressBytes());
    }

    /// <summary>The inverse.</summary>
    public static AnnounceReply Read(ref ByteReader from)
    {
        var reply = new AnnounceReply
        {
            Peers = new PeerList(from.Bytes().ToArray(), from.Bytes().ToArray()),
            Interval = OptionalNumber.Read(ref from),
            MinInterval = OptionalNumber.Read(ref from),
            Complete = OptionalNumber.Read(ref from),
            Incomplete = OptionalNumber.Read(ref from),
            Downloaded = OptionalNumber.Read(ref from),
            SkippedPeers = from.Int(),
            Oddities = (ReplyOddities)from.Int(),
        };
        var parts = from.Byte();
        return reply with
        {
            TrackerId = (parts & 1) != 0 ? new TrackerId(from.Bytes()) : null,
            Warning = (parts & 2) != 0 ? from.Text() : null,
            ExternalAddress = (parts & 4) != 0 ? new IPAddress(from.Bytes()) : null,
        };
    }
}
