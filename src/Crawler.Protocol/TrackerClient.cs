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
        resolver = ResolvedHosts.Over(resolver, _time);
        _http = new HttpTrackerClient(options, resolver, _time);
        _udp = new UdpTrackerClient(options, resolver, _time, _own);
        _ws = new WsTrackerClient(options, resolver, _time);
        _preferences = preferences ?? (options.HonourDnsPreferences ? new DnsTrackerPreferences(time: _time) : null);
    }

    /// <inheritdoc/>
    public Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default) =>
        tracker.Scheme == TrackerScheme.Udp && IsAllowedFor(tracker, request.InfoHash)
            ? _udp.AnnounceAsync(tracker, request, family, cancellation) // says all of this itself
            : AskThenAnnounceAsync(tracker, request, family, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        if (hashes.Count == 0) return [];
        var optOuts = _options.OptOutsInForce;
        if (hashes.Any(optOuts.Covers)) return await ScrapeTheOthersAsync(tracker, hashes, optOuts, family, cancellation).ConfigureAwait(false);
        var at = _time.GetUtcNow();
        IReadOnlyList<Attempt> attempts = await RefusedByHostAsync(tracker, () => Attempt.Scraping(tracker, hashes[0], _time) with { At = at }, cancellation).ConfigureAwait(false) is { } refused
            ? [.. hashes.Select(hash => refused with { InfoHash = hash })]
            : await For(tracker).ScrapeAsync(tracker, hashes, family, cancellation).ConfigureAwait(false);
        return [.. attempts.Select(attempt => attempt with { Family = attempt.Address?.AddressFamily ?? family })];
    }

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => For(tracker).MostPerScrape(tracker);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _udp.Dispose();
    }

    private async Task<Attempt> AskThenAnnounceAsync(TrackerUrl tracker, AnnounceRequest request, AddressFamily family, CancellationToken cancellation)
    {
        var at = _time.GetUtcNow();
        var refused = IsAllowedFor(tracker, request.InfoHash) ? null : await RefusedByHostAsync(tracker, () => Attempt.Announcing(tracker, request, _time) with { At = at }, cancellation).ConfigureAwait(false);
        var attempt = refused ?? await For(tracker).AnnounceAsync(tracker, request, family, cancellation).ConfigureAwait(false);
        return attempt with
        {
            Family = attempt.Address?.AddressFamily ?? family,
            OwnEndpoint = attempt.Address is { } address ? _own.Towards(address, request.Port, attempt.Reply) : null,
        };
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

    /// <summary>Whether its host is known to have nothing against this call; false where it has, or has to be asked first.</summary>
    private bool IsAllowedFor(TrackerUrl tracker, InfoHash infoHash) => _options.OptOutsInForce.Refusal(tracker, infoHash) is null
        && (_preferences is null
            || (_preferences.OfAsync(tracker.Host, CancellationToken.None) is { IsCompletedSuccessfully: true, Result: var known } && known.Allows(tracker.Scheme, tracker.Port)));

    private async Task<Attempt?> RefusedByHostAsync(TrackerUrl tracker, Func<Attempt> attempt, CancellationToken cancellation)
    {
        // Before the name is looked up, for whatever reason.
        if (OptedOut(attempt(), _options.OptOutsInForce) is { } optedOut) return optedOut;
        if (_preferences is null) return null;
        var preference = await _preferences.OfAsync(tracker.Host, cancellation).ConfigureAwait(false);
        return preference.Allows(tracker.Scheme, tracker.Port)
            ? null
            : attempt().Failed(AttemptStage.Dns, AttemptOutcome.Gone, LeftAloneWords.Of(tracker.RedactedHost, preference));
    }

    private ITrackerClient For(TrackerUrl tracker) => tracker.Scheme switch
    {
        TrackerScheme.Udp => _udp,
        TrackerScheme.Ws or TrackerScheme.Wss => _ws,
        _ => _http,
    };
}
