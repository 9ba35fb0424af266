using static System.FormattableString;

namespace Crawler.Benchmarks.Faults;

/// <summary>PostgreSQL stops as in a crash, is away, and starts again, while the crawl goes on.</summary>
internal static class StoreAway
{
    private const int Torrents = 1_000;
    private const int Trackers = 3;
    private const int Hosts = 9;
    private const int Before = 75;
    private const int After = 90;

    public static async Task<ScenarioResult> RunAsync(FaultOptions options)
    {
        await using var ground = await ProvingGround.BuildAsync(Torrents, Trackers, Hosts, options.Seed);
        var crawler = ground.Crawl(duration: Before + options.Outage + After);
        await ProvingGround.LiveAsync(crawler, TimeSpan.FromSeconds(Before));
        var from = Moment.Now();
        await ground.Postgres.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(options.Outage));
        var lived = crawler.IsRunning;
        var to = Moment.Now();
        await ground.Postgres.StartAgainAsync();
        await ProvingGround.EndAsync(crawler, TimeSpan.FromSeconds(After + 60));
        var (answers, verdict, differences) = await ground.CheckAsync([], KilledOutright.Bound);
        var traffic = new Traffic(answers);
        var (before, during) = (traffic.Announces(from - (to - from), from), traffic.Announces(from, to));
        return new ScenarioResult(
            Invariant($"store away for {options.Outage} s"),
            verdict,
            differences,
            [
                new Finding("the crawler lived on without its store", lived),
                // Every pair falls due about once a minute, in an outage as out of one.
                new Finding(Invariant($"{during:N0} announces while it was away ({before:N0} in as long before)"), during >= 0.8 * Torrents * Trackers * options.Outage / (RecordCheck.ShortestInterval * 1.05)),
            ]);
    }
}
