using System.Diagnostics;
using Crawler.Actors.Hosts;
using Crawler.Benchmarks.Faults;
using static System.FormattableString;

namespace Crawler.Benchmarks.Cluster;

/// <summary>
/// A cluster of three crawlers while its nodes die, hang, leave and come back; then what the trackers noted is held against what
/// the store has. Ends with 1 if a swarm was lost, anything is there twice, or anybody was called early.
/// </summary>
internal static class ClusterCase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private static readonly Stopwatch Clock = Stopwatch.StartNew();

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (ClusterCaseOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(ClusterCaseOptions.Usage);
            return 2;
        }

        await using var ground = await ClusterGround.BuildAsync(options);
        var deaths = new List<Death>();
        Tell(Invariant($"{options.Swarms:N0} swarms placed after {Seconds(await ground.UntilAllPlacedAsync(3, Patience, "the first placing"))}: {Spread(ground)}"));
        await Task.Delay(TimeSpan.FromSeconds(options.Interval / 2.0));
        if (options.Wants("kill")) await KillAsync(ground, deaths, ground.Nodes[0]);
        if (options.Wants("stop")) await StopAsync(ground, deaths, ground.Nodes[1]);
        if (options.Wants("leave")) await LeaveAsync(ground, ground.Nodes[2]);
        if (options.Wants("roll"))
        {
            foreach (var node in ground.Nodes) await LeaveAsync(ground, node);
        }

        // Whoever was bound by a loss is called again.
        await Task.Delay(TimeSpan.FromSeconds(options.Interval + 30));
        foreach (var node in ground.Nodes) Tell($"{node.Address} ended after {Seconds(await node.LeaveAsync())}");
        var (answers, verdict, differences) = await ground.CheckAsync(deaths);
        var called = answers.Select(answer => answer.InfoHash).Distinct().Count();
        var goodbyes = answers.Count(answer => answer.Event == Protocol.Announce.AnnounceEvent.Stopped);
        var limits = HostLimits.Standard;
        var fullest = HostWindows.Fullest(answers, options.Hosts, limits.PerSecond, limits.Burst);
        var result = new ScenarioResult(
            "cluster",
            verdict,
            differences,
            [
                // Where hosts are asked for more than they allow, who waits when a node is lost counts as called.
                new Finding(Invariant($"{called:N0} swarms were called"), called >= options.Swarms || options.Swarms / (double)options.Hosts / options.Interval > limits.PerSecond / 2),
                new Finding(
                    Invariant($"{HostWindows.Busiest(answers, options.Hosts):0.0} announces/s at the busiest host; the fullest window of any host held {fullest:0.0%} of {limits.Burst} + {limits.PerSecond} · t"),
                    fullest <= 1.05),
            ]);
        Console.WriteLine(ScenarioResult.Head);
        Console.WriteLine(result.Line);
        foreach (var finding in result.Findings) Console.WriteLine($"- {finding.Text}{(finding.Holds ? "" : " — **should not be**")}");
        Console.WriteLine(Invariant($"- {goodbyes:N0} goodbyes, all at the end"));
        foreach (var loss in verdict.Losses) Console.WriteLine($"- lost: {loss}");
        return result.Holds ? 0 : 1;
    }

    private static async Task KillAsync(ClusterGround ground, List<Death> deaths, CrawlerNode node)
    {
        deaths.Add(await node.KillAsync());
        var took = await ground.UntilAllPlacedAsync(2, Patience, "after a kill");
        Tell($"{node.Address} killed: all swarms placed again after {Seconds(took)}: {Spread(ground)}");
        node.Start();
        Tell($"started again: all placed on three after {Seconds(await ground.UntilAllPlacedAsync(3, Patience, "after the killed one came back"))}: {Spread(ground)}");
        await SettledAsync(ground);
    }

    private static async Task StopAsync(ClusterGround ground, List<Death> deaths, CrawlerNode node)
    {
        var from = Moment.Now();
        await node.SignalAsync("STOP");
        var took = await ground.UntilAllPlacedAsync(2, Patience, "after a stop");
        Tell($"{node.Address} stopped dead: given up, all swarms placed again after {Seconds(took)}: {Spread(ground)}");
        await Task.Delay(TimeSpan.FromSeconds(10));
        deaths.Add(new Death(from, Moment.Now()));
        await node.SignalAsync("CONT");
        Tell($"let go on: back in the cluster, all placed on three after {Seconds(await ground.UntilAllPlacedAsync(3, Patience, "after the stopped one went on"))}: {Spread(ground)}");
        await SettledAsync(ground);
    }

    private static async Task LeaveAsync(ClusterGround ground, CrawlerNode node)
    {
        var took = await node.LeaveAsync();
        Tell($"{node.Address} left after {Seconds(took)}; all placed on two {Seconds(await ground.UntilAllPlacedAsync(2, Patience, "after one left"))} later: {Spread(ground)}");
        node.Start();
        Tell($"started again: all placed on three after {Seconds(await ground.UntilAllPlacedAsync(3, Patience, "after the one that left came back"))}: {Spread(ground)}");
        await SettledAsync(ground);
    }

    /// <summary>Until no more shards move: the spread stays as it is.</summary>
    private static async Task SettledAsync(ClusterGround ground)
    {
        for (var (same, last) = (0, ""); same < 8; await Task.Delay(1000))
        {
            var spread = Spread(ground);
            same = spread == last ? same + 1 : 0;
            last = spread;
        }

        Tell($"settled: {Spread(ground)}");
    }

    private static string Spread(ClusterGround ground) => string.Join(" / ", ground.Spread().Values.Select(torrents => Invariant($"{torrents:N0}")));

    private static string Seconds(TimeSpan span) => Invariant($"{span.TotalSeconds:0.0} s");

    private static void Tell(string line) => Console.WriteLine(Invariant($"{Clock.Elapsed.TotalSeconds,6:0.0} {line}"));
}
