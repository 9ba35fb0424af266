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
    private readonly OwnAddresses? _own;
    private readonly UdpEngine _engine;

    /// <summary>Opens no socket yet.</summary>
    public UdpTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
        : this(options, resolver, time, own: null)
    {
    }

    /// <summary>As above, for records that say what we look like from outside.</summary>
    internal UdpTrackerClient(TrackerClientOptions options, IHostResolver? resolver, TimeProvider? time, OwnAddresses? own)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _resolver = ResolvedHosts.Over(resolver, _time);
        _own = own;
        _engine = new UdpEngine(options, _time);
    }

    /// <summary>Datagrams that answered nothing we asked: late, forged or misdirected.</summary>
    public long StrayDatagrams => _engine.Stray;

    /// <inheritdoc/>
    public Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var at = _time.GetUtcNow();
        var finding = TrackerAddresses.LookUpAsync(tracker, family, _resolver, _options, _time, cancellation);
        return finding.IsCompletedSuccessfully ? AnnounceAsync(tracker, request, family, at, finding.Result, cancellation) : Found();

        async Task<Attempt> Found() => await AnnounceAsync(tracker, request, family, at, await finding.ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempts = new List<Attempt>(hashes.Count);
        foreach (var chunk in hashes.Chunk(UdpRequests.MaxHashesPerScrape))
        {
            var answered = await ScrapeAsync(tracker, chunk, family, cancellation).ConfigureAwait(false);
            attempts.AddRange(answered);
            if (answered[0].Outcome is AttemptOutcome.Ok or AttemptOutcome.Refused) continue;
            // Not reached: the other chunks would only learn the same, by timeout.
            attempts.AddRange(hashes.Skip(attempts.Count).Select(hash => answered[0] with { InfoHash = hash }));
            break;
        }

        return attempts;
    }

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => UdpRequests.MaxHashesPerScrape;

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family, DateTimeOffset at, TrackerAddresses found, CancellationToken cancellation)
    {
        if (found.Failure != AttemptOutcome.Ok)
        {
            var attempt = Attempt.Announcing(tracker, request, _time) with { At = at, Family = family, DnsTime = found.Time };
            return Task.FromResult(attempt.Failed(AttemptStage.Dns, found.Failure, found.Problem!));
        }

        var call = new UdpAnnounce(tracker, request, at, found.Time, _own) { Addresses = found.Addresses, Port = tracker.Port };
        _engine.Ask(call, cancellation);
        return call.Result;
    }

    private async Task<Attempt[]> ScrapeAsync(TrackerUrl tracker, InfoHash[] hashes, AddressFamily family, CancellationToken cancellation)
    {
        var at = _time.GetUtcNow();
        var found = await TrackerAddresses.LookUpAsync(tracker, family, _resolver, _options, _time, cancellation).ConfigureAwait(false);
        if (found.Failure != AttemptOutcome.Ok)
        {
            var attempt = Attempt.Scraping(tracker, hashes[0], _time) with { At = at, DnsTime = found.Time };
            attempt = attempt.Failed(AttemptStage.Dns, found.Failure, found.Problem!);
            return [.. hashes.Select(hash => attempt with { InfoHash = hash })];
        }

        var call = new UdpScrape(tracker, hashes, at, found.Time) { Addresses = found.Addresses, Port = tracker.Port };
        _engine.Ask(call, cancellation);
        return await call.Result.ConfigureAwait(false);
    }
}
