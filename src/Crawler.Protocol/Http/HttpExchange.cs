using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>
/// One GET to a tracker, its redirects followed hop by hop: each hop is looked up, checked against the address policy
/// and called by address, so that a name cannot be swapped between check and call.
/// </summary>
internal sealed class HttpExchange(HttpConnections connections, IHostResolver resolver, TrackerClientOptions options, TimeProvider time)
{
    /// <summary>Fetches <paramref name="requestTarget"/> from the tracker. Failures are in the answer.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<HttpAnswer> GetAsync(TrackerUrl tracker, string requestTarget, AddressFamily family, CancellationToken cancellation)
    {
        using var either = new CancellationTokenSource(options.HttpDeadline, time);
        await using var byCaller = cancellation.UnsafeRegister(static either => ((CancellationTokenSource)either!).Cancel(), either).ConfigureAwait(false);
        var limits = new Limits(either.Token, cancellation);
        var answer = new HttpAnswer();
        var hop = new Hop(tracker, requestTarget);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                (answer, var location) = await HopAsync(hop, family, answer, limits).ConfigureAwait(false);
                if (location is null) return answer;
                if (redirects == options.MaxRedirects)
                    return answer.Failed(AttemptStage.Request, AttemptOutcome.HttpError, $"redirected more than {options.MaxRedirects} times");
                if (!hop.TryFollow(location, out hop, out var problem))
                    return answer.Failed(AttemptStage.Request, AttemptOutcome.HttpError, $"redirected to a place that cannot be followed: {problem}");
            }
        }
        catch (OperationCanceledException) when (!limits.ByCaller)
        {
            return answer.Failed(AttemptStage.Dns, AttemptOutcome.Timeout, $"{hop.Tracker.RedactedHost} could not be resolved within {options.HttpDeadline.TotalSeconds:0.#} s");
        }
    }

    private async Task<(HttpAnswer Answer, string? Location)> HopAsync(Hop hop, AddressFamily family, HttpAnswer answer, Limits limits)
    {
        var found = await TrackerAddresses.LookUpAsync(hop.Tracker, family, resolver, options, time, limits.Either).ConfigureAwait(false);
        // What the last hop reached says nothing of this one.
        answer = answer with { DnsTime = answer.DnsTime + found.Time, Address = null, Status = null, BytesOnWire = null, Retry = null };
        if (found.Failure != AttemptOutcome.Ok) return (answer.Failed(AttemptStage.Dns, found.Failure, found.Problem!), null);

        foreach (var address in found.Addresses)
        {
            (answer, var location) = await CallAsync(hop, address, answer, limits).ConfigureAwait(false);
            // Another address is tried only where this one was not reached and time is left.
            if (answer.Outcome == AttemptOutcome.Ok || answer.Stage != AttemptStage.Connect || limits.Either.IsCancellationRequested) return (answer, location);
        }

        return (answer, null);
    }

    private async Task<(HttpAnswer Answer, string? Location)> CallAsync(Hop hop, IPAddress address, HttpAnswer answer, Limits limits)
    {
        var cancellation = limits.Either;
        var started = time.GetTimestamp();
        answer = answer with { Address = address, Stage = AttemptStage.Connect, Outcome = AttemptOutcome.Ok, Problem = null };
        try
        {
            using var response = await connections.SendAsync(new IPEndPoint(address, hop.Tracker.Port), Request, cancellation).ConfigureAwait(false);
            answer = answer with { Stage = AttemptStage.Request, Status = response.StatusCode, Retry = ResponseHead.RetryAfter(response, time) };
            if (ResponseHead.Location(response) is { } location)
                return (answer with { RoundTrip = Elapsed() }, location);

            await using var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var wire = await HttpBody.ReadAsync(stream, options.MaxBodyBytes, cancellation, response.Content.Headers.ContentLength).ConfigureAwait(false);
            answer = answer with { BytesOnWire = wire?.Length ?? options.MaxBodyBytes + 1, RoundTrip = Elapsed() };
            var body = wire is null || !response.Content.Headers.NonValidated.Contains("Content-Encoding") ? wire : await HttpBody.InflateAsync(wire, response.Content.Headers.ContentEncoding, options.MaxBodyBytes, cancellation).ConfigureAwait(false);
            return body is null
                ? (answer.Failed(AttemptStage.Request, AttemptOutcome.Malformed, $"the answer is longer than {options.MaxBodyBytes} bytes"), null)
                : (answer with { Body = body, Stage = AttemptStage.Decode }, null);
        }
        catch (WireFormatException error)
        {
            return (answer.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message), null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException)
        {
            return (HttpFailure.Explain(answer, error, hop.Tracker), null);
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException && !cancellation.IsCancellationRequested)
        {
            return (answer.Failed(AttemptStage.Connect, AttemptOutcome.Timeout, $"no connection to {hop.Tracker.RedactedAuthority} within {options.ConnectTimeout.TotalSeconds:0.#} s"), null);
        }
        catch (OperationCanceledException) when (!limits.ByCaller)
        {
            return (answer.Failed(AttemptStage.Request, AttemptOutcome.Timeout, $"no whole answer within {options.HttpDeadline.TotalSeconds:0.#} s"), null);
        }

        // Built once more where a server had closed its old connection.
        HttpRequestMessage Request()
        {
            answer = answer with { Requests = answer.Requests + 1 };
            return hop.Request(address, options.UserAgent);
        }

        TimeSpan Elapsed() => (answer.RoundTrip ?? TimeSpan.Zero) + time.GetElapsedTime(started);
    }

    /// <summary>What may end an exchange early, and whether the caller did.</summary>
    private readonly record struct Limits(CancellationToken Either, CancellationToken Caller)
    {
        public bool ByCaller => Caller.IsCancellationRequested;
    }
}
