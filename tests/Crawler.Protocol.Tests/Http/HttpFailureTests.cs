using System.Net;
using System.Net.Sockets;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Http;

public class HttpFailureTests
{
    [Theory]
    [InlineData(404, "", AttemptOutcome.HttpError, "HTTP 404")]
    [InlineData(404, "<h1>Not Found</h1>", AttemptOutcome.HttpError, "HTTP 404: Not Found")]
    [InlineData(500, "database error", AttemptOutcome.HttpError, "HTTP 500: database error")]
    [InlineData(403, "d14:failure reason6:bannede", AttemptOutcome.Refused, "banned")]
    [InlineData(404, "d5:peers0:e", AttemptOutcome.HttpError, "HTTP 404")]
    [InlineData(410, "", AttemptOutcome.Gone, "HTTP 410")]
    [InlineData(410, "d14:failure reason5:movede", AttemptOutcome.Gone, "moved")]
    [InlineData(429, "slow down", AttemptOutcome.Overloaded, "HTTP 429: slow down")]
    [InlineData(503, "down for maintenance", AttemptOutcome.Overloaded, "HTTP 503: down for maintenance")]
    [InlineData(503, "d14:failure reason4:busye", AttemptOutcome.Overloaded, "busy")]
    [InlineData(200, "d14:failure reason20:Unregistered torrente", AttemptOutcome.Refused, "Unregistered torrent")]
    [InlineData(200, "d14:failure reason4:gone8:retry in5:nevere", AttemptOutcome.Gone, "gone")]
    [InlineData(200, "<html>Welcome to the hotel</html>", AttemptOutcome.Refused, "Welcome to the hotel")]
    [InlineData(204, "", AttemptOutcome.Malformed, "the tracker answered with an empty body")]
    [InlineData(200, "", AttemptOutcome.Malformed, "the tracker answered with an empty body")]
    [InlineData(200, "d8:intervali1800e", AttemptOutcome.Malformed, "the input ends inside a list or dictionary at byte 17")]
    [InlineData(302, "", AttemptOutcome.HttpError, "HTTP 302")]
    public async Task Status_and_body_together_give_class_and_words(int status, string body, AttemptOutcome outcome, string text)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Status(status, body));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options);
        Assert.Equal((outcome, text, status), (attempt.Outcome, attempt.ErrorText, attempt.HttpStatus));
        Assert.Null(attempt.Reply);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("999999999", 30 * 24 * 3600)]
    [InlineData("soon", null)]
    public async Task Retry_After_is_kept_in_seconds(string value, int? seconds)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Status(503, [], ("Retry-After", value)));
        Assert.Equal(seconds, (int?)(await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options)).Retry?.After?.TotalSeconds);
    }

    [Fact]
    public async Task A_passkey_quoted_by_the_tracker_reaches_neither_error_nor_warning()
    {
        const string passkey = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
        await using var tracker = FakeHttpTracker.Start(request => FakeResponse.Ok(
            request.Text("left") == "0" ? new AnnounceBody { FailureReason = $"passkey {passkey} is unknown" } : new AnnounceBody { WarningMessage = $"passkey {passkey} expires" }));
        using var client = new HttpTrackerClient(Loopback.Options);
        var url = TrackerUrl.Parse(tracker.Url($"/{passkey}/announce"));
        Assert.Equal("passkey *** is unknown", (await client.AnnounceAsync(url, Loopback.Request with { Left = 0 })).ErrorText);
        Assert.Equal("passkey *** expires", (await client.AnnounceAsync(url, Loopback.Request)).Reply!.Warning);
    }

    [Fact]
    public async Task A_refused_connection_is_a_connect_failure()
    {
        var attempt = await AnnounceAsync($"http://127.0.0.1:{ClosedPort()}/announce", Loopback.Options);
        Assert.Equal((AttemptOutcome.ConnectFailed, AttemptStage.Connect), (attempt.Outcome, attempt.Stage));
        Assert.Contains("refused", attempt.ErrorText);
        Assert.Null(attempt.RoundTrip);
    }

    [Fact]
    public async Task A_connection_torn_down_on_the_request_is_a_connect_failure()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Reset);
        Assert.Equal(AttemptOutcome.ConnectFailed, (await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options)).Outcome);
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_a_connect_failure()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.CloseWithoutAnswer);
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options);
        Assert.Equal((AttemptOutcome.ConnectFailed, "the connection was closed without an HTTP answer"), (attempt.Outcome, attempt.ErrorText));
    }

    [Fact]
    public async Task A_tracker_that_never_answers_is_a_timeout_at_the_deadline()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Hasty);
        Assert.Equal((AttemptOutcome.Timeout, "no whole answer within 1.5 s"), (attempt.Outcome, attempt.ErrorText));
    }

    [Fact]
    public async Task An_address_that_swallows_connects_is_a_timeout_within_the_connect_time()
    {
        using var full = new FullBacklog();
        var attempt = await AnnounceAsync($"http://{full.EndPoint}/announce", Loopback.Hasty with { HttpDeadline = TimeSpan.FromSeconds(20) });
        Assert.Equal((AttemptOutcome.Timeout, AttemptStage.Connect), (attempt.Outcome, attempt.Stage));
        Assert.EndsWith("within 0.3 s", attempt.ErrorText);
    }

    [Theory]
    [InlineData("d8:intervali1800e5:peers0:e\r\n\r\n")]
    [InlineData("\u0000\u0001\u0002\n\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task What_is_not_HTTP_is_malformed(string bytes)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Raw(bytes));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options);
        Assert.Equal((AttemptOutcome.Malformed, "the answer is not HTTP"), (attempt.Outcome, attempt.ErrorText));
    }

    [Fact]
    public async Task A_body_that_ends_before_its_stated_length_is_malformed()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()) is var whole ? whole.CutAfter(whole.Bytes.Length - 3) : null!);
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options);
        Assert.Equal((AttemptOutcome.Malformed, "the answer ended early", 200), (attempt.Outcome, attempt.ErrorText, attempt.HttpStatus));
    }

    [Fact]
    public async Task Headers_without_end_are_malformed()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000)));
        Assert.Equal(AttemptOutcome.Malformed, (await AnnounceAsync(tracker.AnnounceUrl, Loopback.Options)).Outcome);
    }

    [Fact]
    public async Task TLS_with_a_server_that_speaks_none_is_a_TLS_failure()
    {
        using var plain = new PlainServer();
        var attempt = await AnnounceAsync($"https://{plain.EndPoint}/announce", Loopback.Options);
        Assert.Equal((AttemptOutcome.TlsFailed, AttemptStage.Tls), (attempt.Outcome, attempt.Stage));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_a_DNS_failure()
    {
        using var client = new HttpTrackerClient(Loopback.Options, new FakeResolver());
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse("http://nobody.example.com/announce"), Loopback.Request);
        Assert.Equal((AttemptOutcome.DnsFailed, AttemptStage.Dns, 0), (attempt.Outcome, attempt.Stage, attempt.Transmissions));
    }

    private static async Task<Attempt> AnnounceAsync(string url, TrackerClientOptions options)
    {
        using var client = new HttpTrackerClient(options);
        return await client.AnnounceAsync(TrackerUrl.Parse(url), Loopback.Request);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Listens, accepts nothing and has no room for more: further connects are left hanging.</summary>
    private sealed class FullBacklog : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _waiting = [];

        public FullBacklog()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(0);
            for (var i = 0; i < 4; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                _waiting.Add(socket);
                _ = socket.ConnectAsync(EndPoint).ContinueWith(static task => task.Exception, TaskScheduler.Default);
            }
        }

        public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

        public void Dispose()
        {
            _waiting.ForEach(socket => socket.Dispose());
            _listener.Dispose();
        }
    }

    /// <summary>Answers whatever it is sent with a line of text.</summary>
    private sealed class PlainServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public PlainServer()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[1]);
            await stream.WriteAsync("220 ready\r\n"u8.ToArray());
        }
    }
}
