using System.Globalization;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Loopback;

/// <summary>
/// Announces to a real tracker on this machine with the product's own clients, each beside the plainest thing .NET offers
/// for it, in turns within one run: absolute figures drift with the machine, ratios hardly do.
/// </summary>
internal static class OpenTrackerLoad
{
    /// <summary>Peers asked for, and there: an ordinary answer.</summary>
    public const int NumWant = 50;

    private const int UdpTimes = 10;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (LoadOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(LoadOptions.Usage);
            return 2;
        }

        var swarm = new TorrentBuilder { Name = "load.bin", Content = [] }.InfoHash;
        await using var tracker = await OpenTracker.StartAsync(swarm);
        await tracker.AnnounceAsync(swarm, LoopbackPeer.Addresses(NumWant));
        await WireAsync(tracker, swarm, options);
        await WholeCrawl.RunAsync(options);
        return 0;
    }

    private static async Task WireAsync(OpenTracker tracker, InfoHash swarm, LoadOptions options)
    {
        using var client = new TrackerClient(new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true, []) });
        using var plain = new PlainHttp(tracker.HttpUrl, swarm);
        var udp = options.Announces * UdpTimes;

        Console.WriteLine($"| {options.Announces:N0} announces over HTTP, {udp:N0} over UDP, {options.Window} in flight, {NumWant} peers an answer | announces/s | CPU s per 10,000 | bytes allocated each | failures in {options.Rounds} rounds |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        await CompareAsync(
            "HTTP", options, options.Announces, ("product", count => Product(tracker.HttpUrl, count)),
            ("plain `HttpClient`, its pool included", count => Window.RunAsync(count, options.Window, plain.AnnounceAsync)));
        await CompareAsync(
            "UDP", options, udp, ("product", count => Product(tracker.UdpUrl, count)),
            ("bare blocking socket, nothing decoded", count => Task.Run(() => BlockingUdp.Run(tracker.EndPoint, swarm, count, Math.Min(options.Window, count)))));
        Console.WriteLine();

        Task<int> Product(string url, int count)
        {
            var parsed = TrackerUrl.Parse(url);
            var request = new AnnounceRequest { InfoHash = swarm, PeerId = PeerId.NewRandom(), NumWant = NumWant };
            return Window.RunAsync(count, options.Window, async () => (await client.AnnounceAsync(parsed, request)).Succeeded);
        }
    }

    private static async Task CompareAsync(
        string what, LoadOptions options, int announces, (string Name, Func<int, Task<int>> Run) product, (string Name, Func<int, Task<int>> Run) baseline)
    {
        // Compiled and connected before anything counts.
        await product.Run(Math.Min(announces, 2_000));
        await baseline.Run(Math.Min(announces, 2_000));
        var (ours, theirs) = (new List<Figure>(), new List<Figure>());
        for (var round = 0; round < options.Rounds; round++)
        {
            ours.Add(await Figure.OfAsync(announces, () => product.Run(announces)));
            theirs.Add(await Figure.OfAsync(announces, () => baseline.Run(announces)));
        }

        var (a, b) = (Figure.Median(ours), Figure.Median(theirs));
        Write($"{what}, {product.Name}", a);
        Write($"{what}, {baseline.Name}", b);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what}, ratio | {a.Rate / b.Rate:0.00} | {a.CpuPer10K / b.CpuPer10K:0.00} | | |"));
    }

    private static void Write(string name, Figure figure) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {figure.Rate:N0} | {figure.CpuPer10K:0.000} | {figure.AllocatedEach:N0} | {figure.Failures} |"));
}
