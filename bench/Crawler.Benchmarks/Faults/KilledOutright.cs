using Crawler.Simulation.Randomness;

namespace Crawler.Benchmarks.Faults;

/// <summary>The crawler is killed at random moments and started again at once by the same command.</summary>
internal static class KilledOutright
{
    /// <summary>What may be lost: the second a batch waits to be full, and the time it takes to write.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(1.5);

    /// <summary>As many pairs as hosts may be asked about in a minute at 20 a second each: whenever the kill comes, calls are out.</summary>
    private const int Torrents = 3_500;
    private const int Trackers = 3;
    private const int Hosts = 9;

    /// <summary>Long enough for every pair to be called again, on time or not: a minute until due, a minute of calls.</summary>
    private const int LastLife = (2 * RecordCheck.ShortestInterval) + 40;

    public static async Task<ScenarioResult> RunAsync(FaultOptions options)
    {
        await using var ground = await ProvingGround.BuildAsync(Torrents, Trackers, Hosts, options.Seed);
        var dice = new SeededRandom(options.Seed);
        var deaths = new List<Death>();
        while (deaths.Count < options.Kills)
        {
            var crawler = ground.Crawl();
            // From a life that ends before its first call to one that sees a good part of the interval.
            await ProvingGround.LiveAsync(crawler, TimeSpan.FromSeconds(1 + (dice.NextDouble() * 13)));
            deaths.Add(await ground.KillAsync(crawler));
        }

        var last = ground.Crawl(duration: LastLife);
        await ProvingGround.EndAsync(last, TimeSpan.FromSeconds(LastLife + 60));
        var (answers, verdict, differences) = await ground.CheckAsync(deaths, Bound);
        var lives = deaths.Zip(deaths.Skip(1).Append(new Death(long.MaxValue, long.MaxValue)))
            .Count(pair => answers.Any(answer => answer.At > pair.First.To && answer.At < pair.Second.From));
        return new ScenarioResult(
            $"killed {options.Kills} times",
            verdict,
            differences,
            [new Finding($"{lives} of {options.Kills} lives after a kill called somebody", lives >= options.Kills / 4)]);
    }
}
