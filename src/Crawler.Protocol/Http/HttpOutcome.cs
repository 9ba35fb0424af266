using System.Net;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Http;

/// <summary>What an HTTP answer means for an attempt. Bencode is tried on any status: a 4xx body may hold a failure reason.</summary>
internal static class HttpOutcome
{
    /// <summary>What the exchange itself showed, whatever the body says.</summary>
    public static Attempt Facts(Attempt attempt, HttpAnswer answer) => attempt with
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

    /// <summary>The attempt to announce, completed.</summary>
    public static Attempt OfAnnounce(Attempt attempt, HttpAnswer answer)
    {
        attempt = Facts(attempt, answer);
        if (answer.Outcome != AttemptOutcome.Ok) return attempt.Failed(answer.Stage, answer.Outcome, answer.Problem!);
        try
        {
            return AnnounceDecoder.Decode(answer.Body) switch
            {
                AnnounceReply reply when IsSuccess(answer) => attempt with
                {
                    Stage = AttemptStage.Done,
                    // A tracker's warning about our passkey likes to quote it.
                    Reply = reply with { Warning = reply.Warning is { } warning ? attempt.Tracker.Redact(warning) : null },
                    IntervalAsked = reply.Interval,
                    MinIntervalAsked = reply.MinInterval,
                },
                TrackerRefusal { IsBareText: true } text when !IsSuccess(answer) => StatusError(attempt, answer, text.Reason),
                TrackerRefusal refusal => Refused(attempt, answer, refusal),
                _ => StatusError(attempt, answer, null),
            };
        }
        catch (WireFormatException error)
        {
            return Unreadable(attempt, answer, error);
        }
    }

    /// <summary>What a scrape came to, for all its swarms together: the answer, or the attempt as it failed.</summary>
    public static (ScrapeAnswer? Answer, Attempt Attempt) OfScrape(Attempt attempt, HttpAnswer answer)
    {
        attempt = Facts(attempt, answer);
        if (answer.Outcome != AttemptOutcome.Ok) return (null, attempt.Failed(answer.Stage, answer.Outcome, answer.Problem!));
        try
        {
            return OfScrape(attempt, answer, ScrapeDecoder.Decode(answer.Body));
        }
        catch (WireFormatException error)
        {
            return (null, Unreadable(attempt, answer, error));
        }
    }

    /// <summary>As the other, of a body that was read already.</summary>
    public static (ScrapeAnswer? Answer, Attempt Attempt) OfScrape(Attempt attempt, HttpAnswer answer, ScrapeAnswer scrape)
    {
        if (scrape.FailureReason is { } reason && (IsSuccess(answer) || !scrape.IsBareText))
            return (null, Refused(attempt, answer, new TrackerRefusal(reason) { Retry = scrape.Retry, MinInterval = scrape.MinRequestInterval }));
        return IsSuccess(answer)
            ? (scrape, attempt with { Stage = AttemptStage.Done, MinIntervalAsked = scrape.MinRequestInterval })
            : (null, StatusError(attempt, answer, scrape.FailureReason));
    }

    /// <summary>The statuses that say when to come back; null for any other.</summary>
    public static AttemptOutcome? ByStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Gone => AttemptOutcome.Gone,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => AttemptOutcome.Overloaded,
        _ => null,
    };

    private static bool IsSuccess(HttpAnswer answer) => (int)answer.Status!.Value is >= 200 and < 300;

    private static Attempt Refused(Attempt attempt, HttpAnswer answer, TrackerRefusal refusal)
    {
        var outcome = refusal.Retry is { IsNever: true } ? AttemptOutcome.Gone : ByStatus(answer) ?? AttemptOutcome.Refused;
        return attempt.Failed(AttemptStage.Done, outcome, refusal.Reason) with
        {
            Retry = refusal.Retry ?? attempt.Retry,
            IntervalAsked = refusal.Interval,
            MinIntervalAsked = refusal.MinInterval,
        };
    }

    private static Attempt StatusError(Attempt attempt, HttpAnswer answer, string? text)
    {
        var status = $"HTTP {(int)answer.Status!.Value}";
        return attempt.Failed(AttemptStage.Request, ByStatus(answer) ?? AttemptOutcome.HttpError, text is null ? status : $"{status}: {text}");
    }

    private static Attempt Unreadable(Attempt attempt, HttpAnswer answer, WireFormatException error) => IsSuccess(answer)
        ? attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message)
        : StatusError(attempt, answer, null);

    private static AttemptOutcome? ByStatus(HttpAnswer answer) => ByStatus(answer.Status!.Value);
}
