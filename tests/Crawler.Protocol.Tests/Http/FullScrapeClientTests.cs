using System.IO.Compression;
using System.Text;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.Tests.Http;

public class FullScrapeClientTests
{
    private static readonly InfoHash[] Hashes = Loopback.Hashes(3000); // several pieces

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("bare deflate")]
    [InlineData("br")]
    [InlineData("deflate, gzip")]
    public async Task Everything_a_tracker_has_comes_in_its_order_however_it_is_coded(string coding)
    {
        var answer = Answer(Hashes);
        var coded = coding switch
        {
            "gzip" => Coded(answer, stream => new GZipStream(stream, CompressionLevel.Fastest)),
            "deflate" => Coded(answer, stream => new ZLibStream(stream, CompressionLevel.Fastest)),
            "bare deflate" => Coded(answer, stream => new DeflateStream(stream, CompressionLevel.Fastest)),
            "br" => Coded(answer, stream => new BrotliStream(stream, CompressionLevel.Fastest)),
            "deflate, gzip" => Coded(Coded(answer, stream => new ZLibStream(stream, CompressionLevel.Fastest)), stream => new GZipStream(stream, CompressionLevel.Fastest)),
            _ => answer,
        };
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(coded, ("Content-Encoding", coding.Replace("bare ", "", StringComparison.Ordinal))));
        var (result, found) = await AskAsync(tracker.Url("/announce?passkey=secret"));
        Assert.Equal((AttemptOutcome.Ok, AttemptStage.Done, null), (result.Outcome, result.Stage, result.ErrorText));
        Assert.Equal(Hashes.Select(Swarm), found);
        Assert.Equal((Hashes.Length, coded.Length, answer.Length), (result.Swarms, result.BytesOnWire, result.BytesInflated));
        Assert.Equal("/scrape?passkey=secret", Assert.Single(tracker.Requests).Target);
    }

    [Fact]
    public async Task A_scrape_URL_is_taken_as_it_stands_and_redirects_are_followed()
    {
        await using var tracker = FakeHttpTracker.Start(request => request.Path == "/x/scrape.php" ? FakeResponse.Redirect("/scrape?all=1") : FakeResponse.Ok(Answer(Hashes)));
        Assert.Equal(Hashes.Length, (await AskAsync(tracker.Url("/x/scrape.php"))).Result.Swarms);
        Assert.Equal(["/x/scrape.php", "/scrape?all=1"], tracker.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("http://10.0.0.1/scrape", AttemptOutcome.Blocked)]
    [InlineData("ftp://127.0.0.1/scrape", AttemptOutcome.HttpError)]
    [InlineData("/scrape", AttemptOutcome.HttpError)] // for ever
    public async Task Redirects_are_bounded_and_every_hop_is_checked(string location, AttemptOutcome expected)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect(location));
        var options = Loopback.Options with { AddressPolicy = new AddressPolicy(allowed: [System.Net.IPNetwork.Parse("127.0.0.0/8")]) };
        var (result, _) = await AskAsync(tracker.AnnounceUrl, options);
        Assert.Equal(expected, result.Outcome);
        Assert.InRange(tracker.Requests.Count, 1, options.MaxRedirects + 1);
    }

    [Theory]
    [InlineData(200, "d14:failure reason25:full scrape is turned offe", AttemptOutcome.Refused, "full scrape is turned off")]
    [InlineData(200, "d14:failure reason2:no8:retry in5:nevere", AttemptOutcome.Gone, "no")]
    [InlineData(200, "Full scrape is not authorised", AttemptOutcome.Refused, "Full scrape is not authorised")]
    [InlineData(200, "<html><title>Login</title></html>", AttemptOutcome.Refused, "Login")]
    [InlineData(404, "<html><h1>Not found</h1></html>", AttemptOutcome.HttpError, "HTTP 404: Not found")]
    [InlineData(403, "d14:failure reason4:stope", AttemptOutcome.Refused, "stop")]
    [InlineData(500, "d5:filesd20:AAAAAAAAAAAAAAAAAAAAdeee", AttemptOutcome.HttpError, "HTTP 500")]
    [InlineData(503, "", AttemptOutcome.Overloaded, "HTTP 503")]
    [InlineData(200, "", AttemptOutcome.Malformed, "the tracker answered with an empty body")]
    [InlineData(200, "\0\u0001\u0002", AttemptOutcome.Malformed, "something other than a dictionary")]
    public async Task What_is_no_full_scrape_is_told_in_the_trackers_words(int status, string body, AttemptOutcome expected, string words)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Status(status, body));
        var (result, found) = await AskAsync(tracker.AnnounceUrl);
        Assert.Equal(expected, result.Outcome);
        Assert.Contains(words, result.ErrorText, StringComparison.Ordinal);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_an_answer_that_breaks_off_what_came_is_kept_and_the_break_is_told(bool gzip)
    {
        var whole = gzip ? FakeResponse.Gzip(Answer(Hashes)) : FakeResponse.Ok(Answer(Hashes));
        await using var tracker = FakeHttpTracker.Start(_ => whole.CutAfter(whole.Bytes.Length / 2));
        var (result, found) = await AskAsync(tracker.AnnounceUrl);
        Assert.Equal(AttemptOutcome.Malformed, result.Outcome);
        Assert.Contains("cut off after", result.ErrorText, StringComparison.Ordinal);
        Assert.Equal(Hashes.Take(found.Count).Select(Swarm), found);
        Assert.InRange(found.Count, Hashes.Length / 4, Hashes.Length - 1);
    }

    [Fact]
    public async Task An_answer_that_is_not_what_its_header_says_is_malformed()
    {
        await using var tracker = FakeHttpTracker.Start(request => request.Path == "/a/scrape"
            ? FakeResponse.Ok(Encoding.Latin1.GetBytes("no gzip at all, not even a little"), ("Content-Encoding", "gzip"))
            : FakeResponse.Ok([1, 2, 3], ("Content-Encoding", "zstd")));
        Assert.Equal((AttemptOutcome.Malformed, "the answer is not valid gzip"), Told(await AskAsync(tracker.Url("/a/announce"))));
        Assert.Equal((AttemptOutcome.Malformed, "the answer uses the content coding 'zstd', which was not asked for"), Told(await AskAsync(tracker.AnnounceUrl)));
    }

    [Fact]
    public async Task A_bomb_ends_at_the_bound_and_is_never_held()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Gzip([.. "d1:x400000000:"u8, .. new byte[64 << 20]]));
        Assert.Equal((AttemptOutcome.Malformed, "the answer is longer than 10000000 bytes"), Told(await AskAsync(tracker.AnnounceUrl, bounds: new FullScrapeOptions { MaxBytes = 10_000_000 })));
    }

    [Fact]
    public async Task Silence_is_waited_out_no_longer_than_said_and_a_drip_no_longer_than_the_whole_may_take()
    {
        var start = FakeResponse.Ok(Answer(Hashes));
        await using var silent = FakeHttpTracker.Start(_ => start with { Bytes = start.Bytes[..100_000], Then = FakeResponse.Ending.Silence });
        var (result, found) = await AskAsync(silent.AnnounceUrl, bounds: new FullScrapeOptions { Silence = TimeSpan.FromSeconds(1) });
        Assert.Equal((AttemptOutcome.Timeout, "no more came for 1 s"), (result.Outcome, result.ErrorText));
        Assert.NotEmpty(found);

        await using var dripping = FakeHttpTracker.Start(_ => start.Drip(TimeSpan.FromMilliseconds(10)));
        Assert.Equal(
            (AttemptOutcome.Timeout, "the answer was not whole within 1.5 s"),
            Told(await AskAsync(dripping.AnnounceUrl, bounds: new FullScrapeOptions { Deadline = TimeSpan.FromMilliseconds(1500) })));

        await using var mute = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);
        Assert.Equal(AttemptOutcome.Timeout, (await AskAsync(mute.AnnounceUrl, bounds: new FullScrapeOptions { Silence = TimeSpan.FromMilliseconds(200) })).Result.Outcome);
    }

    [Fact]
    public async Task Who_has_enough_reads_no_further()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer(Hashes)));
        using var client = new FullScrapeClient(Loopback.Options);
        var pieces = 0;
        var result = await client.AskAsync(TrackerUrl.Parse(tracker.AnnounceUrl), _ => ValueTask.FromResult(++pieces < 1));
        Assert.Equal((1, true, true), (pieces, result.CutShort, result.Succeeded));
        Assert.InRange(result.BytesInflated, 1, Answer(Hashes).Length - 1);
    }

    [Fact]
    public async Task Whoever_takes_the_swarms_may_fail_and_cancel_in_their_own_way()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer(Hashes)));
        using var client = new FullScrapeClient(Loopback.Options);
        var url = TrackerUrl.Parse(tracker.AnnounceUrl);
        await Assert.ThrowsAsync<InvalidDataException>(() => client.AskAsync(url, _ => throw new InvalidDataException("mine")));
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.AskAsync(
            url,
            async _ =>
            {
                await cancelled.CancelAsync();
                return true;
            },
            cancellation: cancelled.Token));
    }

    [Theory]
    [InlineData("udp://127.0.0.1:1/announce", "UDP trackers give no full scrape")]
    [InlineData("ws://127.0.0.1:1/announce", "WebSocket trackers give no full scrape")]
    [InlineData("http://127.0.0.1:1/x", "this tracker has no scrape")]
    public async Task Where_there_is_no_full_scrape_nobody_is_called(string url, string reason)
    {
        var (result, _) = await AskAsync(url);
        Assert.Equal((AttemptOutcome.Unsupported, AttemptStage.Prepare), (result.Outcome, result.Stage));
        Assert.StartsWith(reason, result.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_asks_to_be_left_alone_is_BEP_34()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer(Hashes)));
        using var client = new FullScrapeClient(Loopback.Options, preferences: new Deny());
        var result = await client.AskAsync(TrackerUrl.Parse(tracker.AnnounceUrl), _ => ValueTask.FromResult(true));
        Assert.Equal(AttemptOutcome.Gone, result.Outcome);
        Assert.Empty(tracker.Requests);
    }

    private static async Task<(FullScrapeResult Result, List<ScrapedSwarm> Found)> AskAsync(string url, TrackerClientOptions? options = null, FullScrapeOptions? bounds = null)
    {
        using var client = new FullScrapeClient(options ?? Loopback.Options, bounds);
        List<ScrapedSwarm> found = [];
        var result = await client.AskAsync(TrackerUrl.Parse(url), piece =>
        {
            found.AddRange(piece.Swarms);
            return ValueTask.FromResult(true);
        });
        Assert.Equal(found.Count, result.Swarms);
        return (result, found);
    }

    private static (AttemptOutcome, string?) Told((FullScrapeResult Result, List<ScrapedSwarm> Found) asked) => (asked.Result.Outcome, asked.Result.ErrorText);

    private static ScrapedSwarm Swarm(InfoHash hash) => new(hash, hash.ToArray()[^1], 2, 3);

    private static byte[] Answer(IEnumerable<InfoHash> hashes) =>
    [
        .. "d5:filesd"u8,
        .. hashes.SelectMany(hash => (byte[])[.. "20:"u8, .. hash.ToArray(), .. Encoding.ASCII.GetBytes($"d8:completei{hash.ToArray()[^1]}e10:downloadedi3e10:incompletei2ee")]),
        .. "ee"u8,
    ];

    private static byte[] Coded(byte[] bytes, Func<Stream, Stream> coder)
    {
        using var coded = new MemoryStream();
        using (var stream = coder(coded)) stream.Write(bytes);
        return coded.ToArray();
    }

    private sealed class Deny : ITrackerPreferences
    {
        public Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation) => Task.FromResult(TrackerPreference.Parse(["BITTORRENT"]));
    }
}
