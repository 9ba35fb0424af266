using System.Globalization;
using System.Net;
using Crawler.Lab;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Interop;

/// <summary>
/// The npm package <c>bittorrent-tracker</c> as a server: HTTP, WebSocket (one port) and UDP on free ports of the loopback
/// interface. It refuses the infohash <see cref="Unwanted"/>.
/// </summary>
internal sealed class NpmTracker : IAsyncDisposable
{
    /// <summary>The infohash its filter refuses, in words of our choosing.</summary>
    public static readonly InfoHash Unwanted = InfoHash.Parse(new string('f', 40));

    private const string Script = """
        import Server from 'bittorrent-tracker/server'
        const server = new Server({
          udp: true, http: true, ws: true, stats: false, interval: 600000,
          filter: (hash, params, done) => done(hash === 'ffffffffffffffffffffffffffffffffffffffff' ? new Error('unregistered torrent') : null)
        })
        server.on('error', error => { console.log('ERROR', error.message); process.exit(1) })
        server.on('warning', () => {})
        server.on('listening', () => console.log('LISTENING', server.http.address().port, server.udp4.address().port))
        server.listen({ http: 0, udp: 0 }, { http: '127.0.0.1', udp: '127.0.0.1', udp6: '::1' })
        """;

    private readonly HeldProcess _node;

    private NpmTracker(HeldProcess node, IPEndPoint http, IPEndPoint udp) => (_node, Http, Udp) = (node, http, udp);

    private static string Folder => Path.Combine(Checkout.Root, "artifacts", "npm");

    public IPEndPoint Http { get; }

    public IPEndPoint Udp { get; }

    public string HttpUrl => $"http://{Http}/announce";

    public string UdpUrl => $"udp://{Udp}/announce";

    public string WsUrl => $"ws://{Http}";

    /// <exception cref="FileNotFoundException">Not installed; says how to.</exception>
    public static async Task<NpmTracker> StartAsync()
    {
        var program = DebianProgram.Require("node", "nodejs");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "bittorrent-tracker")))
            throw new FileNotFoundException($"the npm package bittorrent-tracker is not installed. Run ./test, or: npm install --prefix {Folder} --ignore-scripts bittorrent-tracker@11");
        // A module given on the command line finds packages from the working folder.
        var node = HeldProcess.Start(program, ["--input-type=module", "-e", Script], Folder);
        await Eventually.HoldsAsync(() => node.Output.Contains("LISTENING", StringComparison.Ordinal) || !node.IsRunning, "bittorrent-tracker listens");
        var ports = node.Output.Split('\n').FirstOrDefault(line => line.StartsWith("LISTENING", StringComparison.Ordinal))?.Split(' ');
        if (ports is null)
        {
            await node.DisposeAsync();
            throw new InvalidOperationException($"bittorrent-tracker did not start: {node.Output}");
        }

        return new NpmTracker(node, Local(ports[1]), Local(ports[2]));
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static IPEndPoint Local(string port) => new(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
}
