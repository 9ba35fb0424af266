using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.WebSockets;

/// <summary>
/// One question to a WebSocket tracker: connect to a checked address, send, wait for the answer, close. A tracker drops a
/// peer when its socket closes, so that asking leaves no trace in the swarm.
/// </summary>
internal sealed class WsExchange(IHostResolver resolver, TrackerClientOptions options, TimeProvider time)
{
    /// <summary>Messages of other peers that are passed over while we wait.</summary>
    private const int MaxMessages = 100;

    /// <summary>Asks, and returns the attempt so far with the message that <paramref name="answers"/>; without one, as it ended.</summary>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<(Attempt Attempt, WsMessage? Answer)> AskAsync(
        Attempt attempt, AddressFamily family, byte[] question, Func<WsMessage, bool> answers, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.HttpDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        WsMessage? answer = null;
        try
        {
            var found = await TrackerAddresses.FindAsync(attempt.Tracker, family, resolver, options, time, either.Token).ConfigureAwait(false);
            attempt = attempt with { DnsTime = found.Time };
            if (found.Failure != AttemptOutcome.Ok) return (attempt.Failed(AttemptStage.Dns, found.Failure, found.Problem!), null);
            foreach (var address in found.Addresses)
            {
                attempt = attempt with { Address = address, Stage = AttemptStage.Connect, Outcome = AttemptOutcome.Ok, ErrorText = null };
                (attempt, answer) = await CallAsync(attempt, question, answers, either.Token, cancellation).ConfigureAwait(false);
                if (answer is not null || attempt.Stage != AttemptStage.Connect || either.IsCancellationRequested) break;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (attempt.Failed(AttemptStage.Dns, AttemptOutcome.Timeout, $"{attempt.Tracker.RedactedHost} could not be resolved within {options.HttpDeadline.TotalSeconds:0.#} s"), null);
        }

        return (attempt, answer);
    }

    private async Task<(Attempt Attempt, WsMessage? Answer)> CallAsync(Attempt attempt, byte[] question, Func<WsMessage, bool> answers, CancellationToken cancellation, CancellationToken caller)
    {
        var started = time.GetTimestamp();
        using var connection = new WsConnection(attempt.Tracker, attempt.Address!, options);
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            attempt = attempt with { Stage = AttemptStage.Request, HttpStatus = (int)HttpStatusCode.SwitchingProtocols };
            await connection.SendAsync(question, cancellation).ConfigureAwait(false);
            attempt = attempt with { Transmissions = attempt.Transmissions + 1 };
            for (var i = 0; i < MaxMessages; i++)
            {
                var bytes = await connection.ReceiveAsync(cancellation).ConfigureAwait(false);
                attempt = attempt with { BytesReceived = connection.Received, RoundTrip = time.GetElapsedTime(started) };
                if (bytes is null) return (attempt.Failed(AttemptStage.Request, AttemptOutcome.Malformed, "the connection was closed without an answer"), null);
                var message = WsMessageDecoder.Decode(bytes);
                if (message.IsSignalling || !answers(message)) continue;
                await connection.CloseAsync(cancellation).ConfigureAwait(false);
                return (attempt with { Stage = AttemptStage.Done }, message);
            }

            return (attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, $"none of {MaxMessages} messages answers the question"), null);
        }
        catch (WireFormatException error)
        {
            return (attempt.Failed(AttemptStage.Decode, AttemptOutcome.Malformed, error.Message), null);
        }
        catch (Exception error) when (error is WebSocketException or IOException or InvalidOperationException)
        {
            return (Explain(attempt, connection, error), null);
        }
        catch (OperationCanceledException error) when (error.InnerException is TimeoutException && !cancellation.IsCancellationRequested)
        {
            return (attempt.Failed(AttemptStage.Connect, AttemptOutcome.Timeout, $"no connection to {attempt.Tracker.RedactedAuthority} within {options.ConnectTimeout.TotalSeconds:0.#} s"), null);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return (attempt.Failed(attempt.Stage, AttemptOutcome.Timeout, $"no answer within {options.HttpDeadline.TotalSeconds:0.#} s"), null);
        }
    }

    private static Attempt Explain(Attempt attempt, WsConnection connection, Exception error)
    {
        if (attempt.Stage == AttemptStage.Request) return attempt.Failed(AttemptStage.Request, AttemptOutcome.Malformed, "the answer is no WebSocket message, or ended early");
        if (connection.Status is { } status and not HttpStatusCode.SwitchingProtocols)
            return attempt.Failed(AttemptStage.Request, HttpOutcome.ByStatus(status) ?? AttemptOutcome.HttpError, $"HTTP {(int)status} instead of a WebSocket") with { HttpStatus = (int)status };
        var failure = HttpFailure.Explain(new HttpAnswer { Stage = AttemptStage.Connect }, error.InnerException ?? error, attempt.Tracker);
        return attempt.Failed(failure.Stage, failure.Outcome, failure.Problem!);
    }
}
