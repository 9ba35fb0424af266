using Crawler.Benchmarks.Stub;
using Crawler.Host.Crawling;
using Crawler.Storage;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>
/// A whole crawl under load, everything on this machine: the crawler as <c>crawler crawl</c> composes it in this process,
/// trackers in another, PostgreSQL in its own. Says what it sustains, what each part costs, whether every answer is in the log, and how
/// long the aggregate takes to catch up.
/// </summary>
internal static class EndToEndLoad
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (EndToEndOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(EndToEndOptions.Usage);
            return 2;
        }

        await using var postgres = await StoppablePostgres.StartAsync(isDurable: false);
        await using var stub = await StubProcess.StartAsync(new StubOptions(Hosts: options.Hosts, Interval: options.Interval));
        await using var store = StoreFactory.Open(StoreLocation.Parse(postgres.ConnectionString));
        await store.MigrateAsync(CancellationToken.None);

        Console.WriteLine(FormattableString.Invariant(
            $"{options.Torrents:N0} swarms × {options.Trackers} trackers at {options.Hosts} hosts, each called every {options.Interval} s: about {options.Rate:N0} announces/s; * marks the plateau"));
        Console.WriteLine();
        var table = new LoadTable(Console.Out, options.Profile);
        table.WriteHead();
        var view = new LoadView(options, store, postgres, stub, table);
        var targets = StubTargets.Of(options.Torrents, options.Trackers, stub.Addresses);
        var run = new CrawlRun(store, LoadSettings.For(options), LoadSettings.Network, TimeProvider.System);
        var (summary, board) = await run.RunAsync("load", targets, null, view, CancellationToken.None);
        var ending = view.Ended.Elapsed;

        while ((await store.MergeAsync(cancellation: CancellationToken.None)).Lag.Batches > 0)
        {
            // A merge ends when it finds nothing; what came meanwhile is the next one's.
        }

        var verdict = await LoadVerdict.OfAsync(view.Plateau, summary.Lost, await stub.CountsAsync(), postgres, ending, view.Ended.Elapsed);
        verdict.WriteTo(Console.Out, options);
        foreach (var bug in board.Bugs) Console.WriteLine($"internal error: {bug}");
        return verdict.Holds && board.BugCount == 0 ? 0 : 1;
    }
}
