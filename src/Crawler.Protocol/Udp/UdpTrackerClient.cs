using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Udp;

/// <summary>Announces and scrapes over UDP (BEP 15, 41) through one shared socket per address family.</summary>
public sealed class UdpTrackerClient : ITrackerClient, IDisposable
{
    private readonly TrackerClientOptions _options;
    private readonly IHostResolver _resolver;
    private readonly TimeProvider _time;
    private readonly Lazy<UdpSocket> _v4 = new(() => new UdpSocket(AddressFamily.InterNetwork));
    private readonly Lazy<UdpSocket> _v6 = new(() => new UdpSocket(AddressFamily.InterNetworkV6));
    private readonly UdpExchange _exchange;

    /// <summary>Opens no socket yet.</summary>
    public UdpTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        _options = options;
        _resolver = resolver ?? new SystemHostResolver();
        _time = time ?? TimeProvider.System;
        _exchange = new UdpExchange(SocketFor, new ConnectionIds(_time), options, _time);
    }

    /// <summary>Datagrams that answered nothing we asked: late, forged or misdirected.</summary>
    public long StrayDatagrams => (_v4.IsValueCreated ? _v4.Value.Stray : 0) + (_v6.IsValueCreated ? _v6.Value.Stray : 0);

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var (attempt, packet) = await AskAsync(
            Attempt.Announcing(tracker, request, _time),
            family,
            UdpAction.Announce,
            (connectionId, id) => UdpRequests.Announce(connectionId, id, request, tracker.PathAndQuery),
            cancellation).ConfigureAwait(false);
        if (packet is null) return attempt;
        // opentracker has no error packets: to a torrent it does not serve it answers with the header alone.
        if (packet.Length == UdpReplies.HeaderLength) return attempt.Failed(AttemptStage.Done, AttemptOutcome.Refused, "empty answer: so opentracker refuses a torrent it does not serve");
        try
        {
            var reply = UdpReplies.ReadAnnounce(packet, overV6: attempt.Address!.AddressFamily == AddressFamily.InterNetworkV6);
            return attempt with { Stage = AttemptStage.Done, Reply = reply, IntervalAsked = reply.Interval };
        }
        catch (WireFormatException error)
        {
            return attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempts = new List<Attempt>(hashes.Count);
        foreach (var chunk in hashes.Chunk(UdpRequests.MaxHashesPerScrape))
        {
            var (attempt, packet) = await AskAsync(
                Attempt.Scraping(tracker, chunk[0], _time),
                family,
                UdpAction.Scrape,
                (connectionId, id) => UdpRequests.Scrape(connectionId, id, chunk),
                cancellation).ConfigureAwait(false);
            if (packet is not null)
            {
                var counts = UdpReplies.ReadScrape(packet);
                attempts.AddRange(chunk.Select((hash, i) => attempt with { Stage = AttemptStage.Done, InfoHash = hash, Counts = i < counts.Length ? counts[i] : null }));
            }
            else if (attempt.Outcome == AttemptOutcome.Refused)
            {
                attempts.AddRange(chunk.Select(hash => attempt with { InfoHash = hash }));
            }
            else
            {
                // Not reached: the other chunks would only learn the same, by timeout.
                attempts.AddRange(hashes.Skip(attempts.Count).Select(hash => attempt with { InfoHash = hash }));
                break;
            }
        }

        return attempts;
    }

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => UdpRequests.MaxHashesPerScrape;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_v4.IsValueCreated) _v4.Value.Dispose();
        if (_v6.IsValueCreated) _v6.Value.Dispose();
    }

    private UdpSocket SocketFor(AddressFamily family) => (family == AddressFamily.InterNetwork ? _v4 : _v6).Value;

    /// <summary>The attempt so far with the packet that answers it; without one, the attempt as it ended.</summary>
    private async Task<(Attempt Attempt, byte[]? Packet)> AskAsync(
        Attempt attempt, AddressFamily family, UdpAction action, Func<ulong, uint, byte[]> request, CancellationToken cancellation)
    {
        var tracker = attempt.Tracker;
        var found = await TrackerAddresses.FindAsync(tracker, family, _resolver, _options, _time, cancellation).ConfigureAwait(false);
        attempt = attempt with { DnsTime = found.Time };
        if (found.Failure != AttemptOutcome.Ok) return (attempt.Failed(AttemptStage.Dns, found.Failure, found.Problem!), null);

        var servers = found.Addresses.Select(address => new IPEndPoint(address, tracker.Port)).ToArray();
        var answer = await _exchange.AskAsync(servers, action, request, cancellation).ConfigureAwait(false);
        attempt = attempt with
        {
            Address = answer.Server.Address,
            Stage = answer.Stage,
            RoundTrip = answer.RoundTrip,
            Transmissions = answer.Transmissions,
            BytesReceived = answer.Packet?.Length,
        };
        if (answer.Packet is null) return (attempt.Failed(answer.Stage, answer.Outcome, $"{answer.Problem} ({tracker.RedactedAuthority})"), null);
        return UdpReplies.TryReadHeader(answer.Packet, out var got, out _) && got == UdpAction.Error
            ? (attempt.Failed(AttemptStage.Done, AttemptOutcome.Refused, UdpReplies.ReadError(answer.Packet)), null)
            : (attempt, answer.Packet);
    }
}
