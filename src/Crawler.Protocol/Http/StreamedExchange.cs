using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>
/// One GET whose body is too long to hold: as <see cref="HttpExchange"/>, every hop is looked up, checked against the address
/// policy and called by address, but the body is left to the caller to read.
/// </summary>
internal sealed class StreamedExchange(HttpConnections connections, IHostResolver resolver, TrackerClientOptions options, TimeProvider time)
{
    /// <summary>The head of the last hop's response, or why there is none. Failures are in the answer.</summary>
    /// <returns>The response, which the caller disposes; null unless the answer's outcome is <see cref="AttemptOutcome.Ok"/>.</returns>
    /// <exception cref="OperationCanceledException">Patience is over, or the caller cancelled.</exception>
    public async Task<(HttpAnswer Answer, HttpResponseMessage? Response)> OpenAsync(
        TrackerUrl tracker, string requestTarget, AddressFamily family, Patience patience)
    {
        var answer = new HttpAnswer();
        var hop = new Hop(tracker, requestTarget);
        for (var redirects = 0; ; redirects++)
        {
            (answer, var response) = await HopAsync(hop, family, answer, patience).ConfigureAwait(false);
            if (response is null || ResponseHead.Location(response) is not { } location) return (answer, response);
            response.Dispose();
            if (redirects == options.MaxRedirects)
                return (answer.Failed(AttemptStage.Request, AttemptOutcome.HttpError, $"redirected more than {options.MaxRedirects} times"), null);
            if (!hop.TryFollow(location, out hop, out var problem))
                return (answer.Failed(AttemptStage.Request, AttemptOutcome.HttpError, $"redirected to a place that cannot be followed: {problem}"), null);
        }
    }

    private async Task<(HttpAnswer Answer, HttpResponseMessage? Response)> HopAsync(Hop hop, AddressFamily family, HttpAnswer answer, Patience patience)
    {
        patience.Await();
        var found = await TrackerAddresses.FindAsync(hop.Tracker, family, resolver, options, time, patience.Token).ConfigureAwait(false);
        answer = answer with { DnsTime = answer.DnsTime + found.Time, Address = null, Status = null, Retry = null };
        if (found.Failure != AttemptOutcome.Ok) return (answer.Failed(AttemptStage.Dns, found.Failure, found.Problem!), null);

        foreach (var address in found.Addresses)
        {
            patience.Await();
            (answer, var response) = await CallAsync(hop, address, answer, patience.Token).ConfigureAwait(false);
            // Another address is tried only where this one was not reached.
            if (answer.Outcome == AttemptOutcome.Ok || answer.Stage != AttemptStage.Connect) return (answer, response);
        }

        return (answer, null);
    }

    private async Task<(HttpAnswer Answer, HttpResponseMessage? Response)> CallAsync(Hop hop, IPAddress address, HttpAnswer answer, CancellationToken cancellation)
    {
        answer = answer with { Address = address, Stage = AttemptStage.Connect, Outcome = AttemptOutcome.Ok, Problem = null, Requests = answer.Requests + 1 };
        try
        {
            var server = new IPEndPoint(address, hop.Tracker.Port);
            var response = await connections.SendAsync(server, () => hop.Request(address, options.UserAgent), cancellation).ConfigureAwait(false);
            return (answer with { Stage = AttemptStage.Request, Status = response.StatusCode, Retry = ResponseHead.RetryAfter(response, time) }, response);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidOperationException)
        {
            return (HttpFailure.Explain(answer, error, hop.Tracker), null);
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException && !cancellation.IsCancellationRequested)
        {
            return (answer.Failed(AttemptStage.Connect, AttemptOutcome.Timeout, $"no connection to {hop.Tracker.RedactedAuthority} within {options.ConnectTimeout.TotalSeconds:0.#} s"), null);
        }
    }
}
