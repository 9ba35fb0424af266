using System.Net;
using Crawler.Lab.Swarms;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;

namespace Crawler.Lab.Trackers;

/// <summary>
/// Debian's <c>opentracker</c> on a free port of 127.0.0.1, TCP and UDP alike, serving only the infohashes it was
/// started with (Debian compiles it so). It forgets a peer 45 minutes after its last announce.
/// </summary>
public sealed class OpenTracker : IAsyncDisposable
{
    private const string Package = "opentracker";
    private const int Starts = 3;

    private static readonly LoopbackPeer Onlooker = new(new IPEndPoint(IPAddress.Loopback, 1));

    private readonly PrivateFolder _folder;
    private readonly HeldProcess _process;

    private OpenTracker(PrivateFolder folder, HeldProcess process, IPEndPoint endPoint) =>
        (_folder, _process, EndPoint) = (folder, process, endPoint);

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Its announce URL over HTTP.</summary>
    public string HttpUrl => $"http://{EndPoint}/announce";

    /// <summary>Its announce URL over UDP.</summary>
    public string UdpUrl => $"udp://{EndPoint}/announce";

    /// <summary>Starts a tracker and returns when it really answers and knows its <paramref name="whitelist"/>.</summary>
    /// <exception cref="FileNotFoundException">Not installed; says how to.</exception>
    public static async Task<OpenTracker> StartAsync(params IReadOnlyCollection<InfoHash> whitelist)
    {
        DebianProgram.Require("opentracker", Package);
        for (var start = 1; ; start++)
        {
            var tracker = Launch(whitelist);
            try
            {
                await Eventually.HoldsAsync(() => tracker.AnswersAsync(whitelist), "opentracker answers over HTTP and UDP");
                return tracker;
            }
            catch (Exception problem) when (problem is TimeoutException or InvalidOperationException)
            {
                await tracker.DisposeAsync();
                if (start == Starts) throw;
            }
        }
    }

    /// <summary>Registers one peer, from its own address (any of 127.0.0.0/8).</summary>
    /// <returns>The peers the tracker names in return; none unless <paramref name="numWant"/> asks for them.</returns>
    public Task<IReadOnlyList<PeerEndpoint>> AnnounceAsync(
        InfoHash swarm, IPEndPoint peer, long left = 0, AnnounceEvent @event = AnnounceEvent.Started, int numWant = 0) =>
        new LoopbackPeer(peer).AnnounceAsync(EndPoint, swarm, left, @event, numWant);

    /// <summary>Registers many peers (some thousands a second).</summary>
    public async Task AnnounceAsync(InfoHash swarm, IEnumerable<IPEndPoint> peers, long left = 0)
    {
        foreach (var peer in peers) await AnnounceAsync(swarm, peer, left);
    }

    /// <summary>What it claims of a swarm, asked over UDP.</summary>
    public Task<ScrapeCounts> ScrapeAsync(InfoHash swarm) => Onlooker.ScrapeAsync(EndPoint, swarm);

    /// <summary>Returns when it claims exactly so many seeders and leechers of a swarm.</summary>
    public Task ShowsAsync(InfoHash swarm, int seeders, int leechers = 0) => Eventually.HoldsAsync(
        async () => await ScrapeAsync(swarm) is var counts && counts.Complete == seeders && counts.Incomplete == leechers,
        $"{seeders} seeders and {leechers} leechers of {swarm} at {EndPoint}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static OpenTracker Launch(IReadOnlyCollection<InfoHash> whitelist)
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort.ForTcpAndUdp());
        var folder = new PrivateFolder();
        folder.Write("whitelist", string.Concat(whitelist.Select(hash => hash + "\n")));
        // Started as root it locks itself into rootdir as tracker.user, hence the relative name of the whitelist.
        folder.Write("config", $"""
            listen.tcp_udp {endPoint}
            access.whitelist whitelist
            tracker.rootdir {folder.Path}
            tracker.user _opentracker

            """);
        var process = HeldProcess.Start(DebianProgram.Require("opentracker", Package), ["-f", "config"], folder.Path);
        return new OpenTracker(folder, process, endPoint);
    }

    private async Task<bool> AnswersAsync(IReadOnlyCollection<InfoHash> whitelist)
    {
        // Ends the wait at once where the port was taken between our looking and its binding.
        if (!_process.IsRunning) throw new InvalidOperationException($"opentracker ended at once: {_process.Output}");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            await http.GetStringAsync(new Uri($"http://{EndPoint}/scrape"));
            // It reads the whitelist in a thread of its own, so it may listen before it knows it. Joining and leaving
            // one of its swarms tells; what stays is an entry with no peers.
            foreach (var swarm in whitelist.Take(1))
            {
                await Onlooker.AnnounceAsync(EndPoint, swarm, left: 1);
                await Onlooker.AnnounceAsync(EndPoint, swarm, left: 1, AnnounceEvent.Stopped);
            }

            return true;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException or TimeoutException or TrackerSaidNoException)
        {
            return false;
        }
    }
}
