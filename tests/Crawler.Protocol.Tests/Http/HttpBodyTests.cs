using System.IO.Compression;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Http;

public class HttpBodyTests
{
    private static readonly byte[] Body = new AnnounceBody { Interval = 777 }.ToBytes();

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_compressed_body_is_inflated(string coding)
    {
        var attempt = await AnswerAsync(FakeResponse.Ok(Compress(coding, Body), ("Content-Encoding", coding)));
        Assert.Equal((AttemptOutcome.Ok, 777L), (attempt.Outcome, attempt.IntervalAsked));
    }

    [Fact]
    public async Task Deflate_without_its_zlib_header_is_inflated_too()
    {
        using var bare = new MemoryStream();
        using (var deflate = new DeflateStream(bare, CompressionLevel.Fastest, leaveOpen: true)) deflate.Write(Body);
        Assert.True((await AnswerAsync(FakeResponse.Ok(bare.ToArray(), ("Content-Encoding", "deflate")))).Succeeded);
    }

    [Theory]
    [InlineData("gzip", "not valid gzip")]
    [InlineData("br", "not valid br")]
    [InlineData("deflate", "not valid deflate")]
    [InlineData("zstd", "'zstd', which was not asked for")]
    [InlineData("gzip, gzip, gzip", "compressed more than twice")]
    public async Task A_body_that_is_not_what_its_coding_says_is_malformed(string coding, string problem)
    {
        var attempt = await AnswerAsync(FakeResponse.Ok([.. Enumerable.Repeat((byte)0xEE, 100)], ("Content-Encoding", coding)));
        Assert.Equal(AttemptOutcome.Malformed, attempt.Outcome);
        Assert.Contains(problem, attempt.ErrorText);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        var options = Loopback.Options with { MaxBodyBytes = 10_000 };
        var body = Padded(10_000);
        Assert.True((await AnswerAsync(FakeResponse.Ok(body), options)).Succeeded);
        var over = await AnswerAsync(FakeResponse.Ok(Padded(10_001)), options);
        Assert.Equal((AttemptOutcome.Malformed, "the answer is longer than 10000 bytes"), (over.Outcome, over.ErrorText));
    }

    [Fact]
    public async Task The_limit_holds_inflated_too()
    {
        var options = Loopback.Options with { MaxBodyBytes = 10_000 };
        Assert.True((await AnswerAsync(FakeResponse.Gzip(Padded(10_000)), options)).Succeeded);
        Assert.Equal(AttemptOutcome.Malformed, (await AnswerAsync(FakeResponse.Gzip(Padded(10_001)), options)).Outcome);
    }

    [Fact]
    public async Task A_chunked_body_without_a_length_is_read()
    {
        var chunked = $"{Body.Length:x}\r\n{System.Text.Encoding.Latin1.GetString(Body)}\r\n0\r\n\r\n";
        Assert.True((await AnswerAsync(FakeResponse.Status(200, System.Text.Encoding.Latin1.GetBytes(chunked), ("Transfer-Encoding", "chunked")))).Succeeded);
    }

    [Fact]
    public async Task A_body_that_ends_with_the_connection_is_read() =>
        Assert.True((await AnswerAsync(FakeResponse.Raw("HTTP/1.0 200 OK\r\n\r\nd5:peers0:e"))).Succeeded);

    private static byte[] Padded(int length)
    {
        var prefix = $"d5:peers0:1:z{length - 19}:".Length;
        var padding = length - prefix - 1;
        return System.Text.Encoding.ASCII.GetBytes($"d5:peers0:1:z{padding}:{new string('x', padding)}e");
    }

    private static byte[] Compress(string coding, byte[] body)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = coding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(compressed),
        })
        {
            stream.Write(body);
            stream.Flush();
            if (coding == "identity") return body;
        }

        return compressed.ToArray();
    }

    private static async Task<Attempt> AnswerAsync(FakeResponse response, TrackerClientOptions? options = null)
    {
        await using var tracker = FakeHttpTracker.Start(_ => response);
        using var client = new HttpTrackerClient(options ?? Loopback.Options);
        return await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
    }
}
