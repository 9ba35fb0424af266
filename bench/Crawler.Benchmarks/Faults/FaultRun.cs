using Crawler.Storage;
using Npgsql;

namespace Crawler.Benchmarks.Faults;

/// <summary>
/// The real program against trackers that note what they answer, while things go wrong; then what they noted is held against
/// what the store has. Ends with 1 if anything was lost beyond the bound, is there twice, or came early.
/// </summary>
internal static class FaultRun
{
    private static readonly (string Name, Func<FaultOptions, Task<ScenarioResult>> Run)[] Scenarios =
    [
        ("kills", KilledOutright.RunAsync),
        ("store", StoreAway.RunAsync),
        ("disk", DiskFull.RunAsync),
        ("silence", SilentHosts.RunAsync),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (FaultOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(FaultOptions.Usage);
            return 2;
        }

        var results = new List<ScenarioResult>();
        Console.WriteLine(ScenarioResult.Head);
        foreach (var scenario in Scenarios.Where(scenario => options.Wants(scenario.Name)))
        {
            var result = await TryAsync(scenario.Name, () => scenario.Run(options));
            results.Add(result);
            Console.WriteLine(result.Line);
        }

        Console.WriteLine();
        foreach (var result in results)
        {
            foreach (var finding in result.Findings) Console.WriteLine($"- {result.Name}: {finding.Text}{(finding.Holds ? "" : " — **should not be**")}");
            foreach (var loss in result.Verdict.Losses) Console.WriteLine($"- {result.Name}: lost: {loss}");
        }

        return results.Count > 0 && results.TrueForAll(result => result.Holds) ? 0 : 1;
    }

    /// <summary>A scenario that could not be played is one that failed; the others are played all the same.</summary>
    private static async Task<ScenarioResult> TryAsync(string name, Func<Task<ScenarioResult>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (error is InvalidOperationException or TimeoutException or StoreException or NpgsqlException)
        {
            return new ScenarioResult(name, new RecordVerdict(), 0, [new Finding($"could not be played: {error.Message}", false)]);
        }
    }
}
