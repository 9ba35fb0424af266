using static System.FormattableString;

namespace Crawler.Benchmarks.Faults;

/// <summary>The store is away and the disk for what waits for it is full: the crawler must stop calling, stay, and go on when the store is back.</summary>
internal static class DiskFull
{
    private const int Torrents = 10_000;
    private const int Trackers = 3;
    private const int Hosts = 40;

    /// <summary>The journal of calls takes twelve of them, the spool the rest.</summary>
    private const int Megabytes = 14;

    private const int Before = 90;
    private const int After = 120;
    private const long Second = 1_000_000;

    public static async Task<ScenarioResult> RunAsync(FaultOptions options)
    {
        await using var ground = await ProvingGround.BuildAsync(Torrents, Trackers, Hosts, options.Seed);
        var name = Invariant($"store away for {options.Outage} s, {Megabytes} MB of disk");
        if (!ground.HasState) return new ScenarioResult(name, new RecordVerdict(), 0, [new Finding("not run: the program has no --state", false)]);
        var crawler = ground.Crawl(duration: Before + options.Outage + After, stateMegabytes: Megabytes);
        await ProvingGround.LiveAsync(crawler, TimeSpan.FromSeconds(Before));
        var from = Moment.Now();
        await ground.Postgres.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(options.Outage));
        var lived = crawler.IsRunning;
        var to = Moment.Now();
        await ground.Postgres.StartAgainAsync();
        await Task.Delay(TimeSpan.FromSeconds(After / 2));
        var back = Moment.Now();
        await ProvingGround.EndAsync(crawler, TimeSpan.FromSeconds(After + 60));
        var (answers, verdict, differences) = await ground.CheckAsync([], KilledOutright.Bound);
        var traffic = new Traffic(answers);
        var (first, last, after) = (traffic.Announces(from, from + (10 * Second)), traffic.Announces(to - (10 * Second), to), traffic.Announces(to, back));
        return new ScenarioResult(
            name,
            verdict,
            differences,
            [
                new Finding("the crawler lived on", lived),
                new Finding(Invariant($"{first:N0} announces in the first ten seconds without the store, {last:N0} in the last ten"), last == 0 && first > 0),
                new Finding(Invariant($"{after:N0} announces in the first {After / 2} s with the store back"), after > 0),
            ]);
    }
}
