using System.IO.Compression;
using System.Text;
using Crawler.Lab.Trackers;
using Crawler.Lab.WebSockets;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Hostile;

/// <summary>One way to attack a crawler, played over real sockets, and the class it must end in.</summary>
/// <param name="Name">As in the table of <c>docs/protocol.md</c>.</param>
/// <param name="Expected">The class.</param>
/// <param name="Play">Lets it happen to a client with these options.</param>
public sealed record HostileCase(string Name, AttemptOutcome Expected, Func<TrackerClientOptions, Task<IReadOnlyList<Attempt>>> Play)
{
    public override string ToString() => Name;
}

/// <summary>The attacks of protocol.md §8 that aim at time, memory or our network.</summary>
internal static class HostileCases
{
    private const int Megabyte = 1 << 20;

    // Made before the first case runs: making them takes longer than the deadlines here.
    private static readonly FakeResponse Bomb = FakeResponse.Ok(Zip(new byte[Megabyte], times: 256), ("Content-Encoding", "gzip"));

    private static readonly FakeResponse DoubleBomb = FakeResponse.Ok(Zip(Zip(new byte[Megabyte], times: 256), times: 1), ("Content-Encoding", "gzip, gzip"));

    public static IReadOnlyList<HostileCase> All { get; } =
    [
        Http("body that drips a byte at a time", AttemptOutcome.Timeout, _ => FakeResponse.Ok(new byte[Megabyte]).Drip(TimeSpan.FromMilliseconds(50))),
        Http("headers that drip a byte at a time", AttemptOutcome.Timeout, _ => FakeResponse.Raw("HTTP/1.1 200 OK\r\nX: " + new string('x', Megabyte)).Drip(TimeSpan.FromMilliseconds(50))),
        Http("silence after the request", AttemptOutcome.Timeout, _ => FakeResponse.NeverAnswer),
        Http("gzip bomb, 256 MB in 256 KB", AttemptOutcome.Malformed, _ => Bomb),
        Http("gzip bomb in a gzip bomb", AttemptOutcome.Malformed, _ => DoubleBomb),
        Http("body of 8 MB", AttemptOutcome.Malformed, _ => FakeResponse.Ok(new byte[8 * Megabyte])),
        Http("headers of 1 MB", AttemptOutcome.Malformed, _ => FakeResponse.Raw("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: {new string('x', 90)}\r\n")))),
        Http("endless redirect", AttemptOutcome.HttpError, request => FakeResponse.Redirect(request.Target + "x")),
        Http("redirect to the cloud's metadata address", AttemptOutcome.Blocked, _ => FakeResponse.Redirect("http://169.254.169.254/latest/meta-data")),
        Http("error text of 1 MB", AttemptOutcome.Refused, _ => FakeResponse.Ok(new string('x', Megabyte - 1))),
        Http("failure reason of 1 MB", AttemptOutcome.Refused, _ => FakeResponse.Ok($"d14:failure reason1048000:{new string('x', 1_048_000)}e")),
        Http("HTML page of 1 MB of open tags", AttemptOutcome.Refused, _ => FakeResponse.Ok("sorry" + string.Concat(Enumerable.Repeat("<a", Megabyte / 2 - 10)))),
        Http("depth bomb of 1 MB", AttemptOutcome.Malformed, _ => FakeResponse.Ok("d1:a" + new string('l', Megabyte - 10))),
        Http("174 000 empty peers", AttemptOutcome.Ok, _ => FakeResponse.Ok($"d5:peersl{string.Concat(Enumerable.Repeat("de", 174_000))}ee")),
        Udp("no answer to any packet", AttemptOutcome.Timeout, (_, _) => UdpReply.None),
        Udp("a flood of answers to nobody's question", AttemptOutcome.Timeout, (packet, usual) => Flood(usual.WithTransactionId(packet.TransactionId ^ 1))),
        Ws("message without end", AttemptOutcome.Malformed, _ => [FakeWsReply.Endless()]),
        Ws("silence after the handshake", AttemptOutcome.Timeout, _ => []),
        new("announce-list of 1 000 private addresses", AttemptOutcome.Blocked, AnnounceListAsync),
    ];

    private static HostileCase Http(string name, AttemptOutcome outcome, Func<HttpTrackerRequest, FakeResponse> answer) => new($"HTTP: {name}", outcome, async options =>
    {
        await using var tracker = FakeHttpTracker.Start(answer);
        return await AnnounceAsync(tracker.AnnounceUrl, options);
    });

    private static HostileCase Udp(string name, AttemptOutcome outcome, Func<UdpTrackerPacket, UdpReply, UdpReply> answer) => new($"UDP: {name}", outcome, async options =>
    {
        await using var tracker = FakeUdpTracker.Start(answer);
        return await AnnounceAsync(tracker.AnnounceUrl, options);
    });

    private static HostileCase Ws(string name, AttemptOutcome outcome, Func<string, IEnumerable<FakeWsReply>> answer) => new($"WebSocket: {name}", outcome, async options =>
    {
        await using var tracker = FakeWebSocketTracker.Start(answer);
        return await AnnounceAsync(tracker.AnnounceUrl, options);
    });

    private static async Task<IReadOnlyList<Attempt>> AnnounceAsync(string url, TrackerClientOptions options)
    {
        using var client = new TrackerClient(options);
        return [await client.AnnounceAsync(TrackerUrl.Parse(url), Loopback.Request)];
    }

    /// <summary>A port scan of somebody's network, by torrent.</summary>
    private static async Task<IReadOnlyList<Attempt>> AnnounceListAsync(TrackerClientOptions options)
    {
        var list = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{(i % 2 == 0 ? "http" : "udp")}://10.0.{i / 250}.{i % 250}:8080/announce").Select(url => $"l{url.Length}:{url}e"));
        var torrent = TorrentFile.Parse(Encoding.ASCII.GetBytes($"d13:announce-listl{list}e4:infod6:lengthi1e4:name1:aee"));
        using var client = new TrackerClient(options with { AddressPolicy = AddressPolicy.PublicOnly });
        return await Task.WhenAll(torrent.Trackers.Entries.Select(entry => client.AnnounceAsync(entry.Url, Loopback.Request)));
    }

    private static UdpReply Flood(UdpReply stray) => Enumerable.Repeat(stray, 500).Aggregate((all, next) => all.Then(next));

    private static byte[] Zip(byte[] bytes, int times)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < times; i++) gzip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
