using System.Globalization;

namespace Crawler.Benchmarks.Wire;

/// <summary>One way to make announces.</summary>
/// <param name="Name">What it is.</param>
/// <param name="RunAsync">Makes so many and tells what it cost.</param>
/// <param name="Announces">How many.</param>
internal sealed record Entrant(string Name, int Announces, Func<int, Task<Figure>> RunAsync)
{
    /// <summary>One that runs in this process.</summary>
    public static Entrant Here(string name, int announces, Func<int, Task<int>> run) => new(name, announces, count => Figure.OfAsync(count, () => run(count)));
}

/// <summary>
/// Several ways to do the same thing, measured in turns within one run: absolute figures drift with the machine, ratios
/// hardly do. The first is what the others are compared with.
/// </summary>
internal static class Contest
{
    /// <summary>Prints a table.</summary>
    public static async Task RunAsync(string what, int rounds, params Entrant[] entrants)
    {
        // Compiled and connected before anything counts.
        foreach (var entrant in entrants) await entrant.RunAsync(Math.Min(entrant.Announces, 5_000));
        var runs = entrants.ToDictionary(entrant => entrant, _ => new List<Figure>());
        for (var round = 0; round < rounds; round++)
            foreach (var entrant in entrants) runs[entrant].Add(await entrant.RunAsync(entrant.Announces));

        Console.WriteLine($"| {what} | announces/s | CPU s per 10,000 | bytes allocated each | failures in {rounds} × | rate ÷ first | announces per CPU s ÷ first |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        var first = Figure.Median(runs[entrants[0]]);
        foreach (var entrant in entrants)
        {
            var figure = Figure.Median(runs[entrant]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {entrant.Name} | {figure.Rate:N0} | {figure.CpuPer10K:0.000} | {figure.AllocatedEach:N0} | {figure.Failures} / {figure.Announces:N0} | {figure.Rate / first.Rate:0.00} | {figure.PerCpuSecond / first.PerCpuSecond:0.00} |"));
        }

        Console.WriteLine();
    }
}
