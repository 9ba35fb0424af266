using System.Net;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Crawling;

/// <summary>Trackers that say the same to everybody, and what two crawls of them left in the two stores.</summary>
public sealed class StableTrackers : IAsyncLifetime, IDisposable
{
    private readonly PrivateFolder _folder = new();
    private PostgresDatabase? _database;

    /// <summary>The swarm.</summary>
    public static readonly TorrentBuilder Torrent = new() { Name = "stable.bin" };

    /// <summary>What the HTTP tracker names, in order of address.</summary>
    public static readonly IReadOnlyList<PeerEndpoint> HttpPeers =
        [.. Enumerable.Range(1, 40).Select(i => PeerEndpoint.From(new IPAddress([10, 0, 0, (byte)i]), 1000 + i)), PeerEndpoint.From(IPAddress.Parse("2001:db8::1"), 6881)];

    /// <summary>What the UDP tracker names: some of them too, and others.</summary>
    public static readonly IReadOnlyList<PeerEndpoint> UdpPeers =
        [.. Enumerable.Range(21, 40).Select(i => PeerEndpoint.From(new IPAddress([10, 0, 0, (byte)i]), 1000 + i))];

    /// <summary>The union.</summary>
    public static readonly IReadOnlySet<PeerEndpoint> AllPeers = HttpPeers.Concat(UdpPeers).ToHashSet();

    /// <summary>Answers with everything there is to answer.</summary>
    public FakeHttpTracker Http { get; } = FakeHttpTracker.Start(call => FakeResponse.Ok(new AnnounceBody
    {
        Interval = 1800,
        MinInterval = 900,
        TrackerId = "an id",
        Complete = 30,
        Incomplete = 12,
        Peers = call.Text("numwant") == "0" ? [] : HttpPeers,
    }));

    /// <summary>Answers over UDP.</summary>
    public FakeUdpTracker Udp { get; } = FakeUdpTracker.Start();

    /// <summary>Refuses.</summary>
    public FakeHttpTracker Refusing { get; } = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = "not here", Peers = null }));

    /// <summary>Answers nonsense.</summary>
    public FakeHttpTracker Broken { get; } = FakeHttpTracker.Start(_ => FakeResponse.Ok("d8:intervali18"));

    /// <summary>One store.</summary>
    public string SqliteFile => _folder["crawl.db"];

    /// <summary>The other.</summary>
    public string PostgresConnection => _database!.ConnectionString;

    public async Task InitializeAsync()
    {
        Udp.Swarms[Torrent.InfoHash] = new FakeSwarm { Peers = UdpPeers, Seeders = 25, Leechers = 15 };
        _database = await PostgresDatabase.CreateAsync();
        var dead = $"http://127.0.0.1:{FreePort.ForTcpAndUdp()}/announce";
        var torrent = Torrent with { AnnounceList = [[Http.AnnounceUrl, Udp.AnnounceUrl], [Refusing.AnnounceUrl, dead], [Broken.AnnounceUrl]] };
        var file = _folder.Write("stable.torrent", torrent.ToBytes());
        foreach (var store in new[] { SqliteFile, PostgresConnection })
        {
            await using var crawler = CrawlerProcess.Start("crawl", file, "--allow-private", "--for", "2m", "--store", store);
            await crawler.UntilAsync(() => crawler.Output.Split('\n').Count(line => line.Contains("(started)")) == 5, "all were called");
            var ended = await crawler.InterruptAsync();
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        }
    }

    public async Task DisposeAsync()
    {
        await Http.DisposeAsync();
        await Udp.DisposeAsync();
        await Refusing.DisposeAsync();
        await Broken.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();
}
