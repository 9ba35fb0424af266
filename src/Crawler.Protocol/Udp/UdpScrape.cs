using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>One packet's scrape of up to 74 swarms; an attempt for each in the order asked.</summary>
internal sealed class UdpScrape(TrackerUrl tracker, InfoHash[] hashes, DateTimeOffset at, TimeSpan dnsTime) : UdpCallOf<Attempt[]>(tracker)
{
    /// <inheritdoc/>
    public override UdpAction Action => UdpAction.Scrape;

    /// <inheritdoc/>
    public override int Length => UdpRequests.ScrapeLengthOf(hashes.Length);

    /// <inheritdoc/>
    public override void Write(Span<byte> packet) => UdpRequests.WriteScrape(packet, ConnectionId, Id, hashes);

    /// <inheritdoc/>
    protected override Attempt[] ResultOf(ReadOnlySpan<byte> packet)
    {
        var hasFailed = HasFailed(packet, out var stage, out var outcome, out var error);
        var counts = hasFailed ? [] : UdpReplies.ReadScrape(packet);
        var first = new Attempt
        {
            Kind = AttemptKind.Scrape,
            InfoHash = hashes[0],
            Tracker = Tracker,
            At = at,
            Address = Server.EndPoint.Address,
            Family = Server.EndPoint.AddressFamily,
            Stage = hasFailed ? stage : AttemptStage.Done,
            Outcome = outcome,
            DnsTime = dnsTime,
            RoundTrip = RoundTrip,
            BytesReceived = packet.IsEmpty ? null : packet.Length,
            Transmissions = Sent,
            ErrorText = error is null ? null : Tracker.Redact(error),
        };
        return [.. hashes.Select((hash, i) => first with { InfoHash = hash, Counts = i < counts.Length ? counts[i] : null })];
    }
}
