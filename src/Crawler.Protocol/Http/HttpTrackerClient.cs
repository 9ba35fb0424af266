using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>Announces and scrapes over HTTP and HTTPS (BEP 3, 7, 23, 48).</summary>
public sealed class HttpTrackerClient : ITrackerClient, IDisposable
{
    private readonly HttpConnections _connections;
    private readonly HttpExchange _exchange;
    private readonly HttpScrape _scrape;
    private readonly TimeProvider _time;

    /// <summary>Opens no connection yet.</summary>
    public HttpTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _connections = new HttpConnections(options);
        _exchange = new HttpExchange(_connections, resolver ?? new SystemHostResolver(), options, _time);
        _scrape = new HttpScrape(_exchange, _time);
    }

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempt = Attempt.Announcing(tracker, request, _time);
        var answer = await _exchange.GetAsync(tracker, AnnounceUrl.RequestTarget(tracker, request), family, cancellation).ConfigureAwait(false);
        return HttpOutcome.OfAnnounce(attempt, answer);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default) =>
        _scrape.AskAsync(tracker, hashes, family, cancellation);

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => _scrape.SizeFor(tracker);

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();
}
