using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>One announce, and the record of it.</summary>
internal sealed class UdpAnnounce(TrackerUrl tracker, AnnounceRequest request, DateTimeOffset at, TimeSpan dnsTime, OwnAddresses? own) : UdpCallOf<Attempt>(tracker)
{
    /// <inheritdoc/>
    public override UdpAction Action => UdpAction.Announce;

    /// <inheritdoc/>
    public override int Length { get; } = UdpRequests.AnnounceLengthOf(tracker.PathAndQuery);

    /// <inheritdoc/>
    public override void Write(Span<byte> packet) => UdpRequests.WriteAnnounce(packet, ConnectionId, Id, request, Tracker.PathAndQuery);

    /// <inheritdoc/>
    protected override Attempt ResultOf(ReadOnlySpan<byte> packet)
    {
        if (HasFailed(packet, out var stage, out var outcome, out var error)) return Record(packet, stage, outcome, error);
        // opentracker has no error packets: to a torrent it does not serve it answers with the header alone.
        if (packet.Length == UdpReplies.HeaderLength)
            return Record(packet, AttemptStage.Done, AttemptOutcome.Refused, "empty answer: so opentracker refuses a torrent it does not serve");
        try
        {
            var reply = UdpReplies.ReadAnnounce(packet, overV6: Server.EndPoint.AddressFamily == AddressFamily.InterNetworkV6);
            return Record(packet, AttemptStage.Done, AttemptOutcome.Ok, error: null, reply);
        }
        catch (WireFormatException malformed)
        {
            return Record(packet, AttemptStage.Decode, AttemptOutcome.Malformed, malformed.Message);
        }
    }

    private Attempt Record(ReadOnlySpan<byte> packet, AttemptStage stage, AttemptOutcome outcome, string? error, AnnounceReply? reply = null)
    {
        var address = Server.EndPoint.Address;
        return new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = request.InfoHash,
            Tracker = Tracker,
            Event = request.Event,
            NumWant = request.NumWant,
            At = at,
            Address = address,
            Family = address.AddressFamily,
            OwnEndpoint = own?.Towards(address, request.Port, reply),
            Stage = stage,
            Outcome = outcome,
            DnsTime = dnsTime,
            RoundTrip = RoundTrip,
            BytesReceived = packet.IsEmpty ? null : packet.Length,
            Transmissions = Sent,
            Reply = reply,
            IntervalAsked = reply?.Interval,
            ErrorText = error is null ? null : Tracker.Redact(error),
        };
    }
}
