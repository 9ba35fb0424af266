using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Crawler.Protocol.Net;

namespace Crawler.Notifications.Sending;

/// <summary>
/// Posts a message as signed JSON. Redirects are not followed: a signed message is for whom it was addressed to. What the
/// receiver does not want (4xx) is not sent again; what did not get through is, a few times.
/// </summary>
public sealed class WebhookSender : INotifier, IDisposable
{
    /// <summary>The header with the message's id: the same if a message is sent twice.</summary>
    public const string IdHeader = "X-Crawler-Id";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<TimeSpan> _pauses;
    private readonly HttpClient _client;

    /// <summary>Sends to one place.</summary>
    /// <param name="options">Where.</param>
    /// <param name="agent">What we call ourselves.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pauses">Before each further try; null for 1 s and 5 s.</param>
    public WebhookSender(WebhookOptions options, string agent, TimeProvider time, IReadOnlyList<TimeSpan>? pauses = null)
    {
        (_options, _time) = (options, time);
        _pauses = pauses ?? [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Patience,
        };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent);
    }

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(Message message, CancellationToken cancellation)
    {
        var body = WebhookBody.Of(message);
        for (var tried = 0; ; tried++)
        {
            var result = await TryAsync(message.Id, body, cancellation);
            if (result.Outcome != SendOutcome.Failed || tried == _pauses.Count) return result;
            await Task.Delay(_pauses[tried], _time, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<SendResult> TryAsync(Guid id, byte[] body, CancellationToken cancellation)
    {
        // Each try is signed anew: a receiver may refuse what is old.
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(IdHeader, id.ToString());
        request.Headers.Add(WebhookSignature.TimeHeader, now.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(_options.Secret, now, body));
        try
        {
            // The answer's body is not read: its length is the receiver's choice.
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Judge(response.StatusCode);
        }
        catch (HttpRequestException error)
        {
            return Failed(error.InnerException?.Message ?? error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed($"no answer within {Patience.TotalSeconds:0} s");
        }
    }

    private SendResult Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => SendResult.Sent,
        408 or 429 or >= 500 => Failed($"answered {(int)status}"),
        >= 300 and < 400 => new SendResult(SendOutcome.Refused, $"{_options.Shown} answered {(int)status}: redirects are not followed"),
        _ => new SendResult(SendOutcome.Refused, $"{_options.Shown} answered {(int)status}"),
    };

    private SendResult Failed(string why) => new(SendOutcome.Failed, ErrorText.Sanitise($"{_options.Shown}: {why}"));
}
