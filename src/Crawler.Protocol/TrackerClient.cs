using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Udp;

namespace Crawler.Protocol;

/// <summary>Calls a tracker by whatever transport its URL names. One instance serves a whole process.</summary>
public sealed class TrackerClient : ITrackerClient, IDisposable
{
    private readonly HttpTrackerClient _http;
    private readonly UdpTrackerClient _udp;
    private readonly TimeProvider _time;
    private readonly OwnAddresses _own = new();

    /// <summary>Opens nothing yet.</summary>
    public TrackerClient(TrackerClientOptions? options = null, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        options ??= new TrackerClientOptions();
        _time = time ?? TimeProvider.System;
        _http = new HttpTrackerClient(options, resolver, _time);
        _udp = new UdpTrackerClient(options, resolver, _time);
    }

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        if (For(tracker) is not { } client) return Unsupported(AttemptKind.Announce, tracker, request.InfoHash);
        var attempt = await client.AnnounceAsync(tracker, request, family, cancellation).ConfigureAwait(false);
        return attempt with
        {
            Family = attempt.Address?.AddressFamily ?? family,
            OwnEndpoint = attempt.Address is { } address ? _own.Towards(address, request.Port, attempt.Reply) : null,
        };
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default) =>
        For(tracker) is { } client
            ? client.ScrapeAsync(tracker, hashes, family, cancellation)
            : Task.FromResult<IReadOnlyList<Attempt>>([.. hashes.Select(hash => Unsupported(AttemptKind.Scrape, tracker, hash))]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _udp.Dispose();
    }

    private ITrackerClient? For(TrackerUrl tracker) => tracker.Scheme switch
    {
        TrackerScheme.Http or TrackerScheme.Https => _http,
        TrackerScheme.Udp => _udp,
        _ => null,
    };

    private Attempt Unsupported(AttemptKind kind, TrackerUrl tracker, InfoHash hash) => new()
    {
        Kind = kind,
        InfoHash = hash,
        Tracker = tracker,
        At = _time.GetUtcNow(),
        Stage = AttemptStage.Prepare,
        Outcome = AttemptOutcome.Unsupported,
        ErrorText = $"{tracker.SchemeName} trackers are not spoken yet",
    };
}
