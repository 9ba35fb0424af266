using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Lab;

public class FakeHttpTrackerTests
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Fact]
    public async Task It_answers_and_records_the_raw_request()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody
        {
            Interval = 60,
            TrackerId = "abc",
            Peers = [PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 258)],
        }));
        using var client = new TcpClient();
        await client.ConnectAsync(tracker.EndPoint);
        var hash = new InfoHash(Encoding.ASCII.GetBytes("ABCDEFGHIJKLMNOPQRS\n"));
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes("GET /x/../announce?PASS&info_hash=ABCDEFGHIJKLMNOPQRS%0a HTTP/1.1\r\nhOST: h\r\n\r\n"));

        var request = await tracker.NextAsync();
        var answer = new byte[1024];
        var length = await client.GetStream().ReadAtLeastAsync(answer, "HTTP/1.1 200".Length);

        Assert.Equal("/x/../announce?PASS&info_hash=ABCDEFGHIJKLMNOPQRS%0a", request.Target);
        Assert.Equal(("/x/../announce", "", hash), (request.Path, request.Text("PASS"), request.InfoHashes.Single()));
        Assert.Equal(("h", 1, 1), (request.Header("Host"), request.Connection, request.OnConnection));
        Assert.EndsWith("\r\n\r\nd8:intervali60e5:peers6:\u00c0\u0000\u0002\u0001\u0001\u000210:tracker id3:abce", Encoding.Latin1.GetString(answer, 0, length));
    }

    [Fact]
    public async Task A_connection_serves_several_requests_until_told_otherwise()
    {
        await using var tracker = FakeHttpTracker.Start(request =>
            request.Path == "/last" ? FakeResponse.Ok("x").ThenCloseWithoutSayingSo() : FakeResponse.Ok("x"));
        using var http = new HttpClient();

        foreach (var path in new[] { "/1", "/2", "/last" }) Assert.Equal("x", await http.GetStringAsync(new Uri(tracker.Url(path))));

        Assert.Equal([(1, 1), (1, 2), (1, 3)], tracker.Requests.Select(request => (request.Connection, request.OnConnection)));
    }

    public static TheoryData<string, FakeResponse> Broken => new()
    {
        { "closed without answer", FakeResponse.CloseWithoutAnswer },
        { "reset", FakeResponse.Reset },
        { "not HTTP", FakeResponse.Raw("SSH-2.0-OpenSSH_9.2\r\n") },
        { "shorter than it says", FakeResponse.Status(200, [1, 2, 3], ("Content-Length", "10")) with { Then = FakeResponse.Ending.Close } },
        { "cut short", FakeResponse.Ok("12345").CutAfter(20) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_it_breaks_is_broken(string what, FakeResponse response)
    {
        await using var tracker = FakeHttpTracker.Start(_ => response);

        var problem = await Record.ExceptionAsync(() => Http.GetByteArrayAsync(new Uri(tracker.AnnounceUrl)));

        Assert.True(problem is HttpRequestException or HttpIOException, $"{what}: {problem}");
    }

    [Fact]
    public async Task A_redirect_goes_where_it_says()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect("/again"));

        using var answer = await Http.GetAsync(new Uri(tracker.AnnounceUrl));

        Assert.Equal((HttpStatusCode.Found, "/again"), (answer.StatusCode, $"{answer.Headers.Location}"));
    }

    [Fact]
    public async Task A_gzip_bomb_is_small_on_the_wire()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.GzipBomb(10_000_000));
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });

        Assert.Equal(10_000_000, (await http.GetByteArrayAsync(new Uri(tracker.AnnounceUrl))).Length);
        Assert.InRange(FakeResponse.GzipBomb(10_000_000).Bytes.Length, 1, 20_000);
    }

    [Fact]
    public async Task It_can_drip_and_it_can_keep_silent()
    {
        await using var tracker = FakeHttpTracker.Start(request => request.Path == "/silent"
            ? FakeResponse.NeverAnswer
            : FakeResponse.Ok("slow").Drip(TimeSpan.FromMilliseconds(1)));
        using var impatience = new CancellationTokenSource();

        var silent = Http.GetStringAsync(new Uri(tracker.Url("/silent")), impatience.Token);

        Assert.Equal("slow", await Http.GetStringAsync(new Uri(tracker.AnnounceUrl)));
        Assert.False(silent.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);
    }

    [Fact]
    public async Task Waiting_for_a_request_that_never_comes_ends()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);

        await Assert.ThrowsAsync<TimeoutException>(() => tracker.NextAsync(TimeSpan.FromMilliseconds(1)));
    }
}
