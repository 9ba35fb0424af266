using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.WebSockets;

/// <summary>
/// Announces and scrapes over WebSocket (WebTorrent). Such a tracker introduces peers by WebRTC and names no addresses:
/// what it gives a crawler is counts and availability.
/// </summary>
public sealed class WsTrackerClient : ITrackerClient
{
    /// <summary>Hashes in one message: keeps it within what servers accept.</summary>
    private const int MaxHashesPerScrape = 50;

    private readonly WsExchange _exchange;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing yet.</summary>
    public WsTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _exchange = new WsExchange(resolver ?? new SystemHostResolver(), options, _time);
    }

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var (attempt, answer) = await _exchange.AskAsync(
            Attempt.Announcing(tracker, request, _time),
            family,
            WsRequests.Announce(request),
            message => IsRefusal(message) || (message.Action == "announce" && (message.InfoHash ?? request.InfoHash) == request.InfoHash),
            cancellation).ConfigureAwait(false);
        if (answer is null) return attempt;
        attempt = attempt with { IntervalAsked = answer.Interval, MinIntervalAsked = answer.MinInterval };
        if (IsRefusal(answer)) return Refused(attempt, answer);
        return attempt with
        {
            Reply = new AnnounceReply
            {
                Interval = answer.Interval,
                MinInterval = answer.MinInterval,
                Complete = answer.Counts.Complete,
                Incomplete = answer.Counts.Incomplete,
                Downloaded = answer.Counts.Downloaded,
                TrackerId = answer.TrackerId,
                Warning = answer.Warning is { } warning ? tracker.Redact(warning) : null,
                Oddities = answer.Counts is { Complete: < 0 or > int.MaxValue } or { Incomplete: < 0 or > int.MaxValue } ? ReplyOddities.ImplausibleNumber : ReplyOddities.None,
            },
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempts = new List<Attempt>(hashes.Count);
        foreach (var chunk in hashes.Chunk(MaxHashesPerScrape))
        {
            var (attempt, answer) = await _exchange.AskAsync(
                Attempt.Scraping(tracker, chunk[0], _time),
                family,
                WsRequests.Scrape(chunk),
                message => IsRefusal(message) || message.Action == "scrape",
                cancellation).ConfigureAwait(false);
            if (answer is not null && !IsRefusal(answer))
            {
                attempts.AddRange(chunk.Select(hash => attempt with { InfoHash = hash, Counts = answer.Files.GetValueOrDefault(hash) }));
                continue;
            }

            if (answer is not null) attempt = Refused(attempt, answer);
            // Whatever ended this question would end the next ones too.
            attempts.AddRange(hashes.Skip(attempts.Count).Select(hash => attempt with { InfoHash = hash }));
            break;
        }

        return attempts;
    }

    /// <inheritdoc/>
    public int MostPerScrape(TrackerUrl tracker) => MaxHashesPerScrape;

    private static bool IsRefusal(WsMessage message) => message.FailureReason is not null;

    private static Attempt Refused(Attempt attempt, WsMessage answer) =>
        attempt.Failed(AttemptStage.Done, answer.Retry is { IsNever: true } ? AttemptOutcome.Gone : AttemptOutcome.Refused, answer.FailureReason!) with { Retry = answer.Retry };
}
