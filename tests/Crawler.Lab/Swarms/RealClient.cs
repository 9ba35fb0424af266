using System.Net;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Scrape;

namespace Crawler.Lab.Swarms;

/// <summary>
/// A real BitTorrent client in a swarm of the loopback interface. Disposal kills it without a <c>stopped</c>, so the
/// tracker goes on naming it, as trackers do with clients that crash.
/// </summary>
public sealed class RealClient : IAsyncDisposable
{
    private readonly PrivateFolder _folder;
    private readonly HeldProcess _process;

    private RealClient(PrivateFolder folder, HeldProcess process, PeerEndpoint peer) =>
        (_folder, _process, Peer) = (folder, process, peer);

    /// <summary>How the tracker names it.</summary>
    public PeerEndpoint Peer { get; }

    /// <summary>Starts <c>aria2c</c> and returns when the tracker counts it. It announces over HTTP.</summary>
    /// <param name="tracker">The only tracker it knows, whatever the torrent says. Let clients join one after another.</param>
    /// <param name="torrent">What it shares.</param>
    /// <param name="role">Whether it has the content.</param>
    /// <param name="address">Its own address; default 127.0.0.1.</param>
    /// <exception cref="FileNotFoundException">Not installed; says how to.</exception>
    public static Task<RealClient> JoinWithAria2Async(
        OpenTracker tracker, TorrentBuilder torrent, ClientRole role = ClientRole.Seeder, IPAddress? address = null) =>
        JoinAsync(tracker, tracker.HttpUrl, torrent, role, address ?? IPAddress.Loopback, ClientCommand.Aria2);

    /// <summary>Starts libtorrent and returns when the tracker counts it. It announces over UDP.</summary>
    /// <inheritdoc cref="JoinWithAria2Async"/>
    public static Task<RealClient> JoinWithLibtorrentAsync(
        OpenTracker tracker, TorrentBuilder torrent, ClientRole role = ClientRole.Seeder, IPAddress? address = null) =>
        JoinAsync(tracker, tracker.UdpUrl, torrent, role, address ?? IPAddress.Loopback, ClientCommand.Libtorrent);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<RealClient> JoinAsync(
        OpenTracker tracker,
        string announceUrl,
        TorrentBuilder torrent,
        ClientRole role,
        IPAddress address,
        Func<string, int, ClientRole, (string Program, string[] Arguments)> command)
    {
        var port = FreePort.ForTcpAndUdp(address);
        var (program, arguments) = command($"{address}", port, role);
        var before = await tracker.ScrapeAsync(torrent.InfoHash);

        var folder = new PrivateFolder();
        folder.Write(ClientCommand.TorrentFile, (torrent with { Announce = announceUrl, AnnounceList = null }).ToBytes());
        var content = Directory.CreateDirectory(folder[ClientCommand.ContentFolder]);
        if (role == ClientRole.Seeder) await File.WriteAllBytesAsync(Path.Combine(content.FullName, torrent.Name), torrent.ContentBytes);

        var client = new RealClient(folder, HeldProcess.Start(program, arguments, folder.Path), PeerEndpoint.From(address, port));
        try
        {
            await Eventually.HoldsAsync(() => client.CountedAsync(tracker, torrent.InfoHash, role, before), $"{program} joins {torrent.Name}");
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> CountedAsync(OpenTracker tracker, InfoHash swarm, ClientRole role, ScrapeCounts before)
    {
        if (!_process.IsRunning)
        {
            if (_process.Output.Contains("no libtorrent")) throw DebianProgram.Missing("python3-libtorrent", "python3-libtorrent");
            throw new InvalidOperationException($"the client ended at once: {_process.Output}");
        }

        var now = await tracker.ScrapeAsync(swarm);
        return role == ClientRole.Seeder ? now.Complete > before.Complete : now.Incomplete > before.Incomplete;
    }
}
