using System.Net.Sockets;
using System.Security.Authentication;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>Turns what the HTTP stack throws into a stage, a class and one line for a person.</summary>
internal static class HttpFailure
{
    public static HttpAnswer Explain(HttpAnswer answer, Exception error, TrackerUrl tracker)
    {
        if (Find<AuthenticationException>(error) is not null || error is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            return answer.Failed(AttemptStage.Tls, AttemptOutcome.TlsFailed, $"TLS with {tracker.RedactedAuthority} failed: {ErrorText.Sanitise((Find<AuthenticationException>(error) ?? error).Message)}");
        if (error is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded })
            return answer.Failed(AttemptStage.Request, AttemptOutcome.Malformed, "the answer is not HTTP");
        if (error is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } || answer.Stage == AttemptStage.Request)
            return answer.Failed(AttemptStage.Request, AttemptOutcome.Malformed, "the answer ended early");
        if (error is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded })
            return answer.Failed(AttemptStage.Request, AttemptOutcome.ConnectFailed, "the connection was closed without an HTTP answer");
        if (Find<SocketException>(error) is { } socket)
        {
            var stage = error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? AttemptStage.Connect : AttemptStage.Request;
            return answer.Failed(stage, SocketFailure.ClassOf(socket), $"{socket.Message} ({tracker.RedactedAuthority})");
        }

        return answer.Failed(AttemptStage.Connect, AttemptOutcome.ConnectFailed, $"no connection to {tracker.RedactedAuthority}");
    }

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found) return found;
        }

        return null;
    }
}
