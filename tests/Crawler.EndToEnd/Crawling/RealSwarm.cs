using System.Net;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Crawling;

/// <summary>
/// One crawl of a real swarm for all tests of <see cref="RealSwarmTests"/>: opentracker over HTTP and UDP with two real
/// clients, beside a dead port, a host that has no address, and a tracker that refuses. It lasts until both dead URLs were
/// retried.
/// </summary>
public sealed class RealSwarm : IAsyncLifetime, IDisposable
{
    /// <summary>A name that no resolver knows (RFC 6761).</summary>
    public const string NoSuchHost = "http://no-such-host.invalid:6969/announce";

    /// <summary>What the refusing tracker says.</summary>
    public const string Refusal = "torrent not registered here";

    private static readonly TorrentBuilder Torrent = new() { Name = "real-swarm.bin" };

    // The second try comes 15 to 19 s after the first failure; looking up a host may take 10 s.
    private static readonly TimeSpan TwoTries = TimeSpan.FromSeconds(90);

    private readonly PrivateFolder _folder = new();
    private OpenTracker? _tracker;
    private RealClient? _aria2;
    private RealClient? _libtorrent;
    private FakeHttpTracker? _refusing;

    /// <summary>The good URLs.</summary>
    public IReadOnlyList<string> Good => [_tracker!.HttpUrl, _tracker.UdpUrl];

    /// <summary>A port where nobody listens.</summary>
    public string Dead { get; } = $"http://127.0.0.1:{FreePort.ForTcpAndUdp()}/announce";

    /// <summary>The URL that refuses.</summary>
    public string Refusing => _refusing!.AnnounceUrl;

    /// <summary>The real clients as the tracker names them.</summary>
    internal IEnumerable<PeerEndpoint> Clients => [_aria2!.Peer, _libtorrent!.Peer];

    internal CrawlerProcess.Ended Ended { get; private set; } = null!;

    internal IReadOnlyList<StoredCrawl.Call> Calls { get; private set; } = [];

    internal StoredCrawl Store => StoredCrawl.Sqlite(_folder["crawl.db"]);

    internal Report Report { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        _aria2 = await RealClient.JoinWithAria2Async(_tracker, Torrent);
        _libtorrent = await RealClient.JoinWithLibtorrentAsync(_tracker, Torrent, address: IPAddress.Parse("127.0.0.2"));
        _refusing = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = Refusal, Interval = null, Peers = null }));
        var torrent = Torrent with { Announce = _tracker.HttpUrl, AnnounceList = [Good, [Dead], [NoSuchHost], [Refusing]] };

        await using var crawler = CrawlerProcess.Start(
            "crawl", _folder.Write("x.torrent", torrent.ToBytes()), "--allow-private", "--store", _folder["crawl.db"], "--for", "5m");
        await crawler.UntilAsync(() => Lines("connect_failed") >= 2 && Lines("dns_failed") >= 2, "both dead URLs are tried twice", TwoTries);
        Ended = await crawler.InterruptAsync();
        Calls = await Store.CallsAsync();
        Report = await Report.OfAsync(_folder["crawl.db"]);

        int Lines(string outcome) => crawler.Output.Split('\n').Count(line => line.Contains($"  {outcome} "));
    }

    public async Task DisposeAsync()
    {
        if (_refusing is not null) await _refusing.DisposeAsync();
        if (_libtorrent is not null) await _libtorrent.DisposeAsync();
        if (_aria2 is not null) await _aria2.DisposeAsync();
        if (_tracker is not null) await _tracker.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();
}
