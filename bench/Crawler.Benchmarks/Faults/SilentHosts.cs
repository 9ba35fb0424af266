using Crawler.Benchmarks.EndToEnd;
using static System.FormattableString;

namespace Crawler.Benchmarks.Faults;

/// <summary>A third of the tracker hosts swallow what comes: the others are called on time, and nobody hammers.</summary>
internal static class SilentHosts
{
    private const int Torrents = 1_000;
    private const int Trackers = 3;
    private const int Hosts = 9;
    private const int Silent = 3;
    private const int Before = 75;
    private const int After = 90;

    /// <summary>An unheard call is three datagrams in 105 s (BEP 15), then there is a pause.</summary>
    private const int DatagramsACall = 3;

    /// <inheritdoc cref="DatagramsACall"/>
    private const int SecondsACall = 105 + 15;

    /// <summary>5 % of the interval by which calls are spread, and something for the machine.</summary>
    private const double LateAtMost = (0.05 * RecordCheck.ShortestInterval) + 2;

    public static async Task<ScenarioResult> RunAsync(FaultOptions options)
    {
        await using var ground = await ProvingGround.BuildAsync(Torrents, Trackers, Hosts, options.Seed);
        var crawler = ground.Crawl(duration: Before + options.Outage + After);
        await ProvingGround.LiveAsync(crawler, TimeSpan.FromSeconds(Before));
        var from = Moment.Now();
        for (var place = 0; place < Silent; place++) await ground.Stub.BlackHoleAsync(place, on: true);
        await Task.Delay(TimeSpan.FromSeconds(options.Outage));
        var to = Moment.Now();
        for (var place = 0; place < Silent; place++) await ground.Stub.BlackHoleAsync(place, on: false);
        await ProvingGround.EndAsync(crawler, TimeSpan.FromSeconds(After + 60));
        var (answers, verdict, differences) = await ground.CheckAsync([], KilledOutright.Bound);

        var traffic = new Traffic(answers);
        var late = traffic.Lateness(from, to, place => place >= Silent);
        var (quick, slow) = (Quantile.Of(late, 0.5) ?? double.NaN, Quantile.Of(late, 0.99) ?? double.NaN);
        // One round of every pair takes a minute; the last before the silence is what these hosts are used to.
        var used = traffic.Datagrams(from - (RecordCheck.ShortestInterval * 1_000_000L), from, IsSilent) / (double)RecordCheck.ShortestInterval;
        var got = traffic.Datagrams(from, to, IsSilent) / (double)options.Outage;
        var most = traffic.MostOfOnePair(from, to, IsSilent);
        return new ScenarioResult(
            Invariant($"{Silent} of {Hosts} hosts silent for {options.Outage} s"),
            verdict,
            differences,
            [
                new Finding(Invariant($"the others were called {quick:0.0} s after their interval at the median, {slow:0.0} s at p99 ({late.Length:N0} calls; up to {LateAtMost - 2:0.0} s are our own spreading)"), slow <= LateAtMost),
                new Finding(Invariant($"the silent ones got {got:0.0} datagrams/s, {used:0.0} before"), got <= used),
                new Finding(Invariant($"at most {most} announces for one swarm at one silent host in {options.Outage} s"), most <= DatagramsACall * (1 + (options.Outage / SecondsACall))),
            ]);

        static bool IsSilent(int place) => place < Silent;
    }
}
