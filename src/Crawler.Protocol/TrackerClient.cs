using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Protocol.Udp;
using Crawler.Protocol.WebSockets;

namespace Crawler.Protocol;

/// <summary>
/// Calls a tracker by whatever transport its URL names, unless its host's owner asks in DNS to be left alone (BEP 34).
/// One instance serves a whole process.
/// </summary>
public sealed class TrackerClient : ITrackerClient, IDisposable
{
    private readonly HttpTrackerClient _http;
    private readonly UdpTrackerClient _udp;
    private readonly WsTrackerClient _ws;
    private readonly ITrackerPreferences? _preferences;
    private readonly TrackerClientOptions _options;
    private readonly TimeProvider _time;
    private readonly OwnAddresses _own = new();

    /// <summary>Opens nothing yet.</summary>
    /// <param name="options">How trackers are called.</param>
    /// <param name="resolver">Looks host names up; null: the operating system.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="preferences">Where hosts say whether they run trackers; null: DNS, if the options honour it.</param>
    public TrackerClient(TrackerClientOptions? options = null, IHostResolver? resolver = null, TimeProvider? time = null, ITrackerPreferences? preferences = null)
    {
        options ??= new TrackerClientOptions();
        _time = time ?? TimeProvider.System;
        _options = options;
        _http = new HttpTrackerClient(options, resolver, _time);
        _udp = new UdpTrackerClient(options, resolver, _time);
        _ws = new WsTrackerClient(options, resolver, _time);
        _preferences = preferences ?? (options.HonourDnsPreferences ? new DnsTrackerPreferences(time: _time) : null);
    }

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempt = await RefusedByHostAsync(Attempt.Announcing(tracker, request, _time), cancellation).ConfigureAwait(false)
            ?? await For(tracker).AnnounceAsync(tracker, request, family, cancellation).ConfigureAwait(false);
        return attempt with
        {
            Family = attempt.Address?.AddressFamily ?? family,
            OwnEndpoint = attempt.Address is { } address ? _own.Towards(address, request.Port, attempt.Reply) : null,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        if (hashes.Count == 0) return [];
        var optOuts = _options.OptOutsInForce;
        if (hashes.Any(optOuts.Covers)) return await ScrapeTheOthersAsync(tracker, hashes, optOuts, family, cancellation).ConfigureAwait(false);
        return await RefusedByHostAsync(Attempt.Scraping(tracker, hashes[0], _time), cancellation).ConfigureAwait(false) is { } refused
            ? [.. hashes.Select(hash => refused with { InfoHash = hash })]
            : await For(tracker).ScrapeAsync(tracker, hashes, family, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => For(tracker).MostPerScrape(tracker);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _udp.Dispose();
    }

    /// <summary>Asks about those swarms that did not opt out; an attempt for each hash all the same.</summary>
    private async Task<IReadOnlyList<Attempt>> ScrapeTheOthersAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, OptOuts optOuts, AddressFamily family, CancellationToken cancellation)
    {
        var others = await ScrapeAsync(tracker, [.. hashes.Where(hash => !optOuts.Covers(hash))], family, cancellation).ConfigureAwait(false);
        var answered = 0;
        return [.. hashes.Select(hash => optOuts.Covers(hash) ? OptedOut(Attempt.Scraping(tracker, hash, _time), optOuts)! : others[answered++])];
    }

    private static Attempt? OptedOut(Attempt attempt, OptOuts optOuts) => optOuts.Refusal(attempt.Tracker, attempt.InfoHash) is { } reason
        ? attempt.Failed(AttemptStage.Prepare, AttemptOutcome.Unsupported, reason)
        : null;

    private async Task<Attempt?> RefusedByHostAsync(Attempt attempt, CancellationToken cancellation)
    {
        // Before the name is looked up, for whatever reason.
        if (OptedOut(attempt, _options.OptOutsInForce) is { } optedOut) return optedOut;
        if (_preferences is null) return null;
        var tracker = attempt.Tracker;
        var preference = await _preferences.OfAsync(tracker.Host, cancellation).ConfigureAwait(false);
        return preference.Allows(tracker.Scheme, tracker.Port)
            ? null
            : attempt.Failed(AttemptStage.Dns, AttemptOutcome.Gone, $"{tracker.RedactedHost} says: {preference}");
    }

    private ITrackerClient For(TrackerUrl tracker) => tracker.Scheme switch
    {
        TrackerScheme.Udp => _udp,
        TrackerScheme.Ws or TrackerScheme.Wss => _ws,
        _ => _http,
    };
}
