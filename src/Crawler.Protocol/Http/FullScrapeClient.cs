using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Http;

/// <summary>
/// Asks a tracker for everything it has (BEP 48 without an infohash). The answer is inflated and read while it comes and never
/// held; whatever the network does comes back as a <see cref="FullScrapeResult"/>. Hosts that ask in DNS to be left alone are
/// (BEP 34).
/// </summary>
public sealed class FullScrapeClient : IDisposable
{
    private readonly FullScrapeOptions _bounds;
    private readonly HttpConnections _connections;
    private readonly StreamedExchange _exchange;
    private readonly ITrackerPreferences? _preferences;
    private readonly TrackerClientOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">How trackers are called; <see cref="TrackerClientOptions.HttpDeadline"/> and <see cref="TrackerClientOptions.MaxBodyBytes"/> do not hold for a full scrape.</param>
    /// <param name="bounds">What holds instead.</param>
    /// <param name="resolver">Looks host names up; null: the operating system.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="preferences">Where hosts say whether they run trackers; null: DNS, if the options honour it.</param>
    public FullScrapeClient(
        TrackerClientOptions options, FullScrapeOptions? bounds = null, IHostResolver? resolver = null, TimeProvider? time = null, ITrackerPreferences? preferences = null)
    {
        _bounds = bounds ?? new FullScrapeOptions();
        _time = time ?? TimeProvider.System;
        _connections = new HttpConnections(options);
        _exchange = new StreamedExchange(_connections, resolver ?? new SystemHostResolver(), options, _time);
        _options = options;
        _preferences = preferences ?? (options.HonourDnsPreferences ? new DnsTrackerPreferences(time: _time) : null);
    }

    /// <summary>One full scrape.</summary>
    /// <param name="tracker">Its announce URL, or its scrape URL.</param>
    /// <param name="take">Told of each piece as it comes, while the tracker waits; false if no more is wanted. What it throws is thrown on.</param>
    /// <param name="family">Which address family to use; unspecified: IPv4 where the host has it, else IPv6.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">Cancelled. What was handed over before stays so.</exception>
    public async Task<FullScrapeResult> AskAsync(
        TrackerUrl tracker, Func<FullScrapePiece, ValueTask<bool>> take, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempt = Attempt.Scraping(tracker, default, _time);
        if (Unsupported(tracker, out var target) is { } reason) return ResultOf(attempt.Failed(AttemptStage.Prepare, AttemptOutcome.Unsupported, reason));
        // Before anything is looked up; every hop is held to it too.
        if (_options.OptOutsInForce.CoversHost(tracker.Host)) return ResultOf(attempt.Failed(AttemptStage.Prepare, AttemptOutcome.Unsupported, LeftAloneWords.Of(tracker.RedactedHost)));
        if (_preferences is not null && await _preferences.OfAsync(tracker.Host, cancellation).ConfigureAwait(false) is var preference
            && !preference.Allows(tracker.Scheme, tracker.Port))
            return ResultOf(attempt.Failed(AttemptStage.Dns, AttemptOutcome.Gone, LeftAloneWords.Of(tracker.RedactedHost, preference)));

        using var patience = new Patience(_bounds.Deadline, _bounds.Silence, _time, cancellation);
        var stage = AttemptStage.Dns;
        HttpResponseMessage? response = null;
        try
        {
            (var answer, response) = await _exchange.OpenAsync(tracker, target, family, patience).ConfigureAwait(false);
            if (response is null) return ResultOf(HttpOutcome.OfScrape(attempt, answer).Attempt);
            stage = AttemptStage.Request;
            await using var wire = new CountedStream(await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false));
            return await new FullScrapeBody(attempt, answer, wire, _bounds, patience, take).ReadAsync(response.Content.Headers.ContentEncoding).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.Token.IsCancellationRequested && !patience.EndedByCaller)
        {
            return ResultOf(attempt.Failed(stage, AttemptOutcome.Timeout, patience.Problem));
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private static string? Unsupported(TrackerUrl tracker, out string target)
    {
        target = "";
        if (tracker.Scheme is TrackerScheme.Udp)
            return "UDP trackers give no full scrape, only counts of infohashes they are asked about (BEP 15); if it also speaks HTTP, name its http:// URL";
        if (tracker.Scheme is not (TrackerScheme.Http or TrackerScheme.Https))
            return "WebSocket trackers give no full scrape; if it also speaks HTTP, name its http:// URL";
        if (!ScrapeUrl.TryFullTarget(tracker, out var found))
            return "this tracker has no scrape: its URL's last segment does not begin with 'announce' or 'scrape' (BEP 48)";
        target = found;
        return null;
    }

    private static FullScrapeResult ResultOf(Attempt attempt) => FullScrapeBody.ResultOf(attempt);
}
