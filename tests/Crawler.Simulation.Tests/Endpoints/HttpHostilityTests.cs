using System.Net.Sockets;
using System.Text;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Simulation.Endpoints;
using Crawler.Simulation.Randomness;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Simulation.Tests.Endpoints;

/// <summary>Callers that speak no HTTP, too much of it, or leave in the middle: the tracker outlives them all.</summary>
public sealed class HttpHostilityTests : IAsyncLifetime
{
    private const string Announce = "/announce?info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=-CR0100-abcdefghijkl&port=6881";

    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly HttpTrackerEndpoint _endpoint;

    public HttpHostilityTests() => _endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 60), _time);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Whatever was done to it, it still answers, and ends when it is told to.</summary>
    public async Task DisposeAsync()
    {
        using var client = new TrackerClient(Loopback.Options);
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(_endpoint.AnnounceUrl), Loopback.Request).WaitAsync(Loopback.Patience);
        await _endpoint.DisposeAsync().AsTask().WaitAsync(Loopback.Patience);
        Assert.True(attempt.Succeeded, attempt.ErrorText);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("hello\r\n\r\n")]
    [InlineData("POST /announce HTTP/1.1\r\n\r\n")]
    [InlineData("GET announce HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce HTTP/2\r\n\r\n")]
    [InlineData("GET /announce HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce? HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce?info_hash=AAAA&peer_id=-CR0100-abcdefghijkl&port=1 HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce?info_hash=%zz&peer_id=%&port=%4 HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce?info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=-CR0100-abcdefghijkl&port=65536 HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce?info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=-CR0100-abcdefghijkl&port=-1 HTTP/1.1\r\n\r\n")]
    [InlineData("GET /announce?info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=-CR0100-abcdefghijkl&port=99999999999999999999 HTTP/1.1\r\n\r\n")]
    [InlineData("GET /scrape HTTP/1.1\r\n\r\n")]
    [InlineData("GET /scrape?info_hash=short HTTP/1.1\r\n\r\n")]
    public async Task What_cannot_be_read_is_answered_with_400_and_closed(string request)
    {
        var answer = await Loopback.TellAsync(_endpoint.EndPoint, request);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_pages_are_not_found() =>
        Assert.StartsWith("HTTP/1.1 404 ", await Loopback.TellAsync(_endpoint.EndPoint, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("numwant=99999999999&left=-1&event=nonsense&compact=0&key=&&=&x")]
    [InlineData("numwant=-99999999999&left=99999999999999999999&port=7000&port=8000")]
    public async Task Odd_values_are_taken_for_what_they_most_likely_mean(string odd)
    {
        var answer = await Loopback.TellAsync(_endpoint.EndPoint, $"GET {Announce}&{odd} HTTP/1.1\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("10:incompletei43e", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_serves_many_requests_sent_at_once_or_in_pieces()
    {
        using var client = await Loopback.ConnectAsync(_endpoint.EndPoint);
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {Announce} HTTP/1.1\r\nHost: x\r\n\r\n", 3)) + $"GET {Announce} HTTP/1.0\r\n\r\n");
        foreach (var piece in requests.Chunk(7)) await client.SendAsync(piece);

        Assert.Equal(4, (await Loopback.ReadAsync(client)).Split("HTTP/1.1 200 OK").Length - 1);
    }

    [Fact]
    public async Task A_head_without_end_is_cut_off()
    {
        using var client = await Loopback.ConnectAsync(_endpoint.EndPoint);
        var flood = Encoding.ASCII.GetBytes("GET /announce?" + new string('x', 64 * 1024));
        try
        {
            for (var i = 0; i < 1_000; i++) await client.SendAsync(flood).WaitAsync(Loopback.Patience);
            Assert.Fail("64 MB of head were taken");
        }
        catch (SocketException)
        {
            // Cut off, as it ought to be.
        }
    }

    [Fact]
    public async Task A_whole_head_that_is_too_long_is_not_answered() =>
        Assert.Equal("", await Loopback.TellAsync(_endpoint.EndPoint, $"GET {Announce}&x={new string('x', 17 * 1024)} HTTP/1.1\r\n\r\n"));

    [Fact]
    public async Task Callers_that_leave_in_the_middle_leave_nothing_behind()
    {
        for (var i = 0; i < 300; i++)
        {
            using var client = await Loopback.ConnectAsync(_endpoint.EndPoint);
            await client.SendAsync(Encoding.ASCII.GetBytes($"GET {Announce} HTTP/1.1\r\n{(i % 2 == 0 ? "\r\n" : "")}"));
            if (i % 3 == 0) client.LingerState = new LingerOption(true, 0);
        }
    }

    [Fact]
    public async Task More_connections_than_it_holds_are_closed_at_once_and_room_comes_back()
    {
        var held = new List<Socket>();
        try
        {
            for (var i = 0; i < HttpTrackerEndpoint.MaxConnections; i++) held.Add(await Loopback.ConnectAsync(_endpoint.EndPoint));

            // The connection is established by the kernel; the tracker closes it when it comes to it.
            using var further = await Loopback.ConnectAsync(_endpoint.EndPoint);
            Assert.Equal("", await Loopback.ReadAsync(further));
        }
        finally
        {
            foreach (var socket in held) socket.Dispose();
        }

        for (var tries = 0; tries < 1_000; tries++)
        {
            if ((await Loopback.TellAsync(_endpoint.EndPoint, $"GET {Announce} HTTP/1.0\r\n\r\n")).Length > 0) return;
        }

        Assert.Fail("no room came back");
    }

    [Fact]
    public async Task Noise_does_no_harm()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 100; i++)
        {
            var noise = new byte[random.Next(1, 3_000)];
            random.NextBytes(noise);
            await Loopback.TellAsync(_endpoint.EndPoint, Encoding.Latin1.GetString(noise) + "\r\n\r\n");
        }
    }

    [Fact]
    public async Task It_ends_while_callers_hang_on()
    {
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 1), _time);
        using var silent = await Loopback.ConnectAsync(endpoint.EndPoint);
        using var asking = await Loopback.ConnectAsync(endpoint.EndPoint);
        await asking.SendAsync("GET /announce"u8.ToArray());
        await endpoint.DisposeAsync().AsTask().WaitAsync(Loopback.Patience);

        Assert.Equal("", await Loopback.ReadAsync(silent));
        Assert.Equal("", await Loopback.ReadAsync(asking));
    }
}
