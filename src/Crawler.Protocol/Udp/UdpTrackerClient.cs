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
    private readonly ConnectionIds _connectionIds;

    /// <summary>Opens no socket yet.</summary>
    public UdpTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        _options = options;
        _resolver = resolver ?? new SystemHostResolver();
        _time = time ?? TimeProvider.System;
        _connectionIds = new ConnectionIds(_time);
    }

    /// <summary>Datagrams that answered nothing we asked: late, forged or misdirected.</summary>
    public long StrayDatagrams => (_v4.IsValueCreated ? _v4.Value.Stray : 0) + (_v6.IsValueCreated ? _v6.Value.Stray : 0);

    /// <inheritdoc/>
    public Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempt = NewAttempt(AttemptKind.Announce, tracker, request.InfoHash) with { Event = request.Event, NumWant = request.NumWant };
        return AskAsync(
            attempt,
            family,
            UdpAction.Announce,
            (connectionId, id) => UdpRequests.Announce(connectionId, id, request, tracker.PathAndQuery),
            static (attempt, packet) =>
            {
                var reply = UdpReplies.ReadAnnounce(packet, overV6: attempt.Address!.AddressFamily == AddressFamily.InterNetworkV6);
                return attempt with { Reply = reply, IntervalAsked = reply.Interval };
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempts = new List<Attempt>(hashes.Count);
        foreach (var chunk in hashes.Chunk(UdpRequests.MaxHashesPerScrape))
        {
            Protocol.Scrape.ScrapeCounts[] counts = [];
            var common = await AskAsync(
                NewAttempt(AttemptKind.Scrape, tracker, chunk[0]),
                family,
                UdpAction.Scrape,
                (connectionId, id) => UdpRequests.Scrape(connectionId, id, chunk),
                (attempt, packet) =>
                {
                    counts = UdpReplies.ReadScrape(packet);
                    return attempt;
                },
                cancellation).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
                attempts.Add(common with { InfoHash = chunk[i], Counts = common.Succeeded && i < counts.Length ? counts[i] : null });
        }

        return attempts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_v4.IsValueCreated) _v4.Value.Dispose();
        if (_v6.IsValueCreated) _v6.Value.Dispose();
    }

    private Attempt NewAttempt(AttemptKind kind, TrackerUrl tracker, InfoHash hash) => new()
    {
        Kind = kind,
        InfoHash = hash,
        Tracker = tracker,
        At = _time.GetUtcNow(),
        Stage = AttemptStage.Prepare,
        Outcome = AttemptOutcome.Ok,
    };

    private async Task<Attempt> AskAsync(
        Attempt attempt,
        AddressFamily family,
        UdpAction action,
        Func<ulong, uint, byte[]> request,
        Func<Attempt, byte[], Attempt> read,
        CancellationToken cancellation)
    {
        var tracker = attempt.Tracker;
        var found = await TrackerAddresses.FindAsync(tracker.Host, family, _resolver, _options.AddressPolicy, _time, cancellation).ConfigureAwait(false);
        attempt = attempt with { DnsTime = found.Time };
        if (found.Failure != AttemptOutcome.Ok) return attempt.Failed(AttemptStage.Dns, found.Failure, found.Problem!);

        var address = found.Addresses[0];
        var socket = (address.AddressFamily == AddressFamily.InterNetwork ? _v4 : _v6).Value;
        var exchange = new UdpExchange(socket, _connectionIds, _options, _time);
        try
        {
            var answer = await exchange.AskAsync(new IPEndPoint(address, tracker.Port), action, request, cancellation).ConfigureAwait(false);
            attempt = attempt with
            {
                Address = address,
                Stage = answer.Stage,
                RoundTrip = answer.RoundTrip,
                Transmissions = answer.Transmissions,
                BytesReceived = answer.Packet?.Length,
            };
            if (answer.Problem is not null) return attempt.Failed(answer.Stage, AttemptOutcome.ConnectFailed, $"{answer.Problem} ({tracker.Authority})");
            if (answer.Packet is null) return attempt.Failed(answer.Stage, AttemptOutcome.Timeout, $"no answer to {answer.Transmissions} datagrams");
            return UdpReplies.TryReadHeader(answer.Packet, out var got, out _) && got == UdpAction.Error
                ? attempt.Failed(AttemptStage.Done, AttemptOutcome.Refused, UdpReplies.ReadError(answer.Packet))
                : read(attempt, answer.Packet) with { Stage = AttemptStage.Done };
        }
        catch (WireFormatException error)
        {
            return attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message);
        }
    }
}
