using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Wire;

/// <summary>The product's clients against real servers on this machine, each beside the plainest thing there is for it.</summary>
internal static class WireLoad
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (WireOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(WireOptions.Usage);
            return 2;
        }

        var swarm = new TorrentBuilder { Name = "load.bin", Content = [] }.InfoHash;
        await using var tracker = await OpenTracker.StartAsync(swarm);
        // One more than is asked for: the caller may be among them.
        await tracker.AnnounceAsync(swarm, LoopbackPeer.Addresses(Announces.NumWant + 1));
        using var client = Announces.NewClient();
        if (options.Wants("udp") || options.Wants("npm")) await UdpAsync(options, tracker, client, swarm);
        if (options.Wants("paced")) await PacedAsync(options, tracker, client, swarm);
        if (options.Wants("http")) await HttpAsync(options, tracker, client, swarm);
        return 0;
    }

    private static Task UdpAsync(WireOptions options, OpenTracker tracker, TrackerClient client, InfoHash swarm)
    {
        var entrants = new List<Entrant>
        {
            Entrant.Here("bare blocking .NET socket, nothing decoded", options.Announces, count => Task.Run(() => BlockingUdp.Run(tracker.EndPoint, swarm, count, Math.Min(Announces.UdpWindow, count)))),
            Entrant.Here("product", options.Announces, count => Announces.ByProductAsync(client, tracker.UdpUrl, swarm, count, Announces.UdpWindow)),
        };
        if (options.Wants("npm") && NpmClient.TryFind(out var npm)) entrants.Add(new Entrant("npm `bittorrent-tracker`", options.Announces / 10, count => npm.RunAsync(tracker.UdpUrl, swarm, count)));
        else if (options.Wants("npm")) Console.WriteLine($"(no npm client here: {NpmClient.Install})");
        return Contest.RunAsync($"UDP flat out at opentracker, {Announces.UdpWindow} in flight, {Announces.NumWant} peers", options.Rounds, [.. entrants]);
    }

    private static Task PacedAsync(WireOptions options, OpenTracker tracker, TrackerClient client, InfoHash swarm) => Contest.RunAsync(
        $"UDP at opentracker, {Ticks.PerSecond:N0}/s in ticks of {Ticks.Every.TotalMilliseconds:0} ms, {Announces.NumWant} peers",
        options.Rounds,
        Entrant.Here("bare blocking .NET socket, nothing decoded", options.Announces / 2, count => Task.Run(() => BlockingUdp.RunPaced(tracker.EndPoint, swarm, count))),
        Entrant.Here("product", options.Announces / 2, count => Ticks.ByProductAsync(client, tracker.UdpUrl, swarm, count)));

    private static async Task HttpAsync(WireOptions options, OpenTracker tracker, TrackerClient client, InfoHash swarm)
    {
        using (var plain = new PlainHttp(tracker.HttpUrl, swarm, TimeSpan.Zero))
        {
            await Contest.RunAsync(
                $"HTTP at opentracker, a connection each, {Announces.HttpWindow} in flight, {Announces.NumWant} peers",
                options.Rounds,
                Entrant.Here("bare `HttpMessageInvoker`, nothing decoded", options.Announces / 10, count => Window.RunAsync(count, Announces.HttpWindow, plain.AnnounceAsync)),
                Entrant.Here("product", options.Announces / 10, count => Announces.ByProductAsync(client, tracker.HttpUrl, swarm, count, Announces.HttpWindow)),
                new Entrant("`wrk`", 2, seconds => Wrk.RunAsync(Announces.Url(tracker.HttpUrl, swarm), seconds)));
        }

        foreach (var peers in (int[])[50, 200])
        {
            await using var server = await KeepAliveServer.StartAsync(peers);
            using var plain = new PlainHttp(server.Url, swarm, TimeSpan.FromMinutes(2));
            await Contest.RunAsync(
                $"HTTP at a keep-alive server, {Announces.HttpWindow} in flight, {peers} peers",
                options.Rounds,
                Entrant.Here("bare `HttpMessageInvoker`, nothing decoded", options.Announces / 5, count => Window.RunAsync(count, Announces.HttpWindow, plain.AnnounceAsync)),
                Entrant.Here("product", options.Announces / 5, count => Announces.ByProductAsync(client, server.Url, swarm, count, Announces.HttpWindow)),
                new Entrant("`wrk`", 2, seconds => Wrk.RunAsync(Announces.Url(server.Url, swarm), seconds)));
        }
    }
}
