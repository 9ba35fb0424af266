using System.IO.Compression;
using System.Text;

namespace Crawler.Lab.Trackers;

/// <summary>
/// What a fake HTTP tracker does with one request: which bytes it sends, how fast, and what becomes of the connection.
/// Vary a ready-made one with <c>with</c>.
/// </summary>
public sealed record FakeResponse
{
    /// <summary>What becomes of the connection when the bytes are sent.</summary>
    public enum Ending
    {
        /// <summary>It waits for the next request.</summary>
        KeepOpen,

        /// <summary>It is closed in order (FIN), announced or not.</summary>
        Close,

        /// <summary>It is torn down (RST).</summary>
        Reset,

        /// <summary>It stays open and silent until the client gives up.</summary>
        Silence,
    }

    /// <summary>Head and body as they go over the wire.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>Pause between one byte and the next; zero sends all at once.</summary>
    public TimeSpan BetweenBytes { get; init; }

    /// <summary>What happens afterwards.</summary>
    public Ending Then { get; init; }

    /// <summary>Closes without a word.</summary>
    public static FakeResponse CloseWithoutAnswer { get; } = new() { Then = Ending.Close };

    /// <summary>Tears the connection down without a word.</summary>
    public static FakeResponse Reset { get; } = new() { Then = Ending.Reset };

    /// <summary>Says nothing and keeps the connection.</summary>
    public static FakeResponse NeverAnswer { get; } = new() { Then = Ending.Silence };

    /// <summary>200 with this body; the connection is kept.</summary>
    public static FakeResponse Ok(byte[] body, params (string Name, string Value)[] headers) => Status(200, body, headers);

    /// <summary>200 with this text (as Latin-1) for a body.</summary>
    public static FakeResponse Ok(string body) => Ok(Encoding.Latin1.GetBytes(body));

    /// <summary>200 with this announce answer.</summary>
    public static FakeResponse Ok(AnnounceBody body) => Ok(body.ToBytes());

    /// <summary>Any status. The length is stated unless a header already does, rightly or wrongly.</summary>
    public static FakeResponse Status(int status, byte[] body, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder($"HTTP/1.1 {status} Fake\r\n");
        foreach (var (name, value) in headers) head.Append($"{name}: {value}\r\n");
        if (!headers.Any(header => header.Name is "Content-Length" or "Transfer-Encoding")) head.Append($"Content-Length: {body.Length}\r\n");
        return new FakeResponse { Bytes = [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body] };
    }

    /// <summary>Any status with text for a body.</summary>
    public static FakeResponse Status(int status, string body = "") => Status(status, Encoding.Latin1.GetBytes(body));

    /// <summary>Sends the client elsewhere.</summary>
    public static FakeResponse Redirect(string location, int status = 302) => Status(status, [], ("Location", location));

    /// <summary>200 with a gzipped body.</summary>
    public static FakeResponse Gzip(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(body);
        return Ok(zipped.ToArray(), ("Content-Encoding", "gzip"));
    }

    /// <summary>A gzipped body a thousandth as long as what it unpacks to.</summary>
    public static FakeResponse GzipBomb(int inflatedLength) => Gzip(new byte[inflatedLength]);

    /// <summary>Just these bytes, HTTP or not, and then the end.</summary>
    public static FakeResponse Raw(byte[] bytes) => new() { Bytes = bytes, Then = Ending.Close };

    /// <summary>Just this text (as Latin-1), and then the end.</summary>
    public static FakeResponse Raw(string text) => Raw(Encoding.Latin1.GetBytes(text));

    /// <summary>
    /// opentracker's way: HTTP/1.1 with a length and no <c>Connection</c> header, and then it closes. Whether a pooling
    /// client trips over it depends on who is first; to have it trip each time, answer the first request of every
    /// connection with <see cref="Ok(byte[], ValueTuple{string, string}[])"/> and any later one with <see cref="CloseWithoutAnswer"/>.
    /// </summary>
    public FakeResponse ThenCloseWithoutSayingSo() => this with { Then = Ending.Close };

    /// <summary>The same, byte by byte.</summary>
    public FakeResponse Drip(TimeSpan betweenBytes) => this with { BetweenBytes = betweenBytes };

    /// <summary>Only the first bytes of it, and then the end.</summary>
    public FakeResponse CutAfter(int bytes) => this with { Bytes = Bytes[..bytes], Then = Ending.Close };
}
