using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Http;

/// <summary>Announces and scrapes over HTTP and HTTPS (BEP 3, 7, 23, 48).</summary>
public sealed class HttpTrackerClient : ITrackerClient, IDisposable
{
    /// <summary>Hashes in one scrape URL: keeps it within what servers accept; opentracker answers at most 64.</summary>
    private const int MaxHashesPerScrape = 50;

    private readonly HttpConnections _connections;
    private readonly HttpExchange _exchange;
    private readonly TimeProvider _time;

    /// <summary>Opens no connection yet.</summary>
    public HttpTrackerClient(TrackerClientOptions options, IHostResolver? resolver = null, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _connections = new HttpConnections(options);
        _exchange = new HttpExchange(_connections, resolver ?? new SystemHostResolver(), options, _time);
    }

    /// <inheritdoc/>
    public async Task<Attempt> AnnounceAsync(
        TrackerUrl tracker, AnnounceRequest request, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = request.InfoHash,
            Tracker = tracker,
            Event = request.Event,
            NumWant = request.NumWant,
            At = _time.GetUtcNow(),
            Stage = AttemptStage.Prepare,
            Outcome = AttemptOutcome.Ok,
        };
        var answer = await _exchange.GetAsync(tracker, AnnounceUrl.RequestTarget(tracker, request), family, cancellation).ConfigureAwait(false);
        return AnnounceOutcome(Facts(attempt, answer), answer);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Attempt>> ScrapeAsync(
        TrackerUrl tracker, IReadOnlyList<InfoHash> hashes, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellation = default)
    {
        var attempts = new List<Attempt>(hashes.Count);
        foreach (var chunk in hashes.Chunk(MaxHashesPerScrape))
        {
            var attempt = new Attempt
            {
                Kind = AttemptKind.Scrape,
                InfoHash = chunk[0],
                Tracker = tracker,
                At = _time.GetUtcNow(),
                Stage = AttemptStage.Prepare,
                Outcome = AttemptOutcome.Ok,
            };
            if (!ScrapeUrl.TryRequestTarget(tracker, chunk, out var target))
            {
                var none = attempt.Failed(AttemptStage.Prepare, AttemptOutcome.Unsupported, "this tracker has no scrape: its URL's last segment does not begin with 'announce' (BEP 48)");
                attempts.AddRange(chunk.Select(hash => none with { InfoHash = hash }));
                continue;
            }

            var answer = await _exchange.GetAsync(tracker, target, family, cancellation).ConfigureAwait(false);
            attempts.AddRange(ScrapeOutcomes(Facts(attempt, answer), answer, chunk));
        }

        return attempts;
    }

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    private static Attempt Facts(Attempt attempt, HttpAnswer answer) => attempt with
    {
        Address = answer.Address,
        DnsTime = answer.DnsTime,
        RoundTrip = answer.RoundTrip,
        HttpStatus = (int?)answer.Status,
        BytesReceived = answer.BytesOnWire,
        Transmissions = answer.Requests,
        Retry = answer.Retry,
        Stage = answer.Stage,
    };

    private static Attempt AnnounceOutcome(Attempt attempt, HttpAnswer answer)
    {
        if (answer.Outcome != AttemptOutcome.Ok) return attempt.Failed(answer.Stage, answer.Outcome, answer.Problem!);
        try
        {
            return AnnounceDecoder.Decode(answer.Body) switch
            {
                AnnounceReply reply when IsSuccess(answer) => attempt with
                {
                    Stage = AttemptStage.Done,
                    Reply = reply,
                    IntervalAsked = reply.Interval,
                    MinIntervalAsked = reply.MinInterval,
                },
                TrackerRefusal refusal when IsSuccess(answer) || answer.Body[0] == 'd' => Refused(attempt, refusal),
                TrackerRefusal text => StatusError(attempt, answer, text.Reason),
                _ => StatusError(attempt, answer, null),
            };
        }
        catch (WireFormatException error)
        {
            return IsSuccess(answer)
                ? attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message)
                : StatusError(attempt, answer, null);
        }
    }

    private static IEnumerable<Attempt> ScrapeOutcomes(Attempt attempt, HttpAnswer answer, InfoHash[] hashes)
    {
        ScrapeAnswer? scrape = null;
        Attempt? failed = null;
        if (answer.Outcome != AttemptOutcome.Ok)
        {
            failed = attempt.Failed(answer.Stage, answer.Outcome, answer.Problem!);
        }
        else
        {
            try
            {
                scrape = ScrapeDecoder.Decode(answer.Body);
                if (!IsSuccess(answer) && (scrape.FailureReason is null || answer.Body[0] != 'd')) failed = StatusError(attempt, answer, scrape.FailureReason);
                else if (scrape.FailureReason is { } reason) failed = Refused(attempt, new TrackerRefusal(reason) { Retry = scrape.Retry });
            }
            catch (WireFormatException error)
            {
                failed = IsSuccess(answer) ? attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message) : StatusError(attempt, answer, null);
            }
        }

        foreach (var hash in hashes)
        {
            yield return failed is not null ? failed with { InfoHash = hash }
                : attempt with { InfoHash = hash, Stage = AttemptStage.Done, Counts = scrape!.Files.GetValueOrDefault(hash) };
        }
    }

    private static bool IsSuccess(HttpAnswer answer) => (int)answer.Status!.Value is >= 200 and < 300;

    private static Attempt Refused(Attempt attempt, TrackerRefusal refusal)
    {
        var outcome = refusal.Retry is { IsNever: true } ? AttemptOutcome.Gone : AttemptOutcome.Refused;
        return attempt.Failed(AttemptStage.Done, outcome, refusal.Reason) with
        {
            Retry = refusal.Retry ?? attempt.Retry,
            IntervalAsked = refusal.Interval,
            MinIntervalAsked = refusal.MinInterval,
        };
    }

    private static Attempt StatusError(Attempt attempt, HttpAnswer answer, string? text)
    {
        var outcome = answer.Status switch
        {
            HttpStatusCode.Gone => AttemptOutcome.Gone,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => AttemptOutcome.Overloaded,
            _ => AttemptOutcome.HttpError,
        };
        var status = $"HTTP {(int)answer.Status!.Value}";
        return attempt.Failed(AttemptStage.Request, outcome, text is null ? status : $"{status}: {text}");
    }
}
