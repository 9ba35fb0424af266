using System.Diagnostics;
using System.Security.Cryptography;

namespace Crawler.Fuzz;

/// <summary>
/// Feeds broken inputs to every decoder and reports what misbehaves. Repeatable: the same seed gives the same inputs.
/// <code>dotnet run -c Release --project tests/fuzz/Crawler.Fuzz -- --count 10000000 --seed 1</code>
/// </summary>
internal static class Program
{
    private const string Usage = """
        usage: Crawler.Fuzz [--count N] [--seconds S] [--seed N] [--target NAME] [--corpus FOLDER]
          --count    inputs in all, spread over the targets (default 1000000)
          --seconds  stop after this long, whatever the count (default 600)
          --seed     another seed, other inputs (default 1)
          --target   only this decoder
          --corpus   where findings are written (default: nowhere)
        """;

    private static int Main(string[] arguments)
    {
        long count = 1_000_000;
        double seconds = 600;
        ulong seed = 1;
        string? only = null, corpus = null;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            var isRight = arguments[i] switch
            {
                "--count" => long.TryParse(value, out count),
                "--seconds" => double.TryParse(value, out seconds),
                "--seed" => ulong.TryParse(value, out seed),
                "--target" => (only = value).Length > 0,
                "--corpus" => (corpus = value).Length > 0,
                _ => false,
            };
            if (isRight) continue;
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var targets = FuzzTargets.All.Where(target => only is null || target.Name == only).ToArray();
        if (targets.Length == 0)
        {
            Console.Error.WriteLine($"no target '{only}'; there are: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}");
            return 2;
        }

        var findings = 0;
        var clock = Stopwatch.StartNew();
        long done = 0;
        foreach (var target in targets)
            done += Run(target, count / targets.Length, seed, TimeSpan.FromSeconds(seconds) - clock.Elapsed, corpus, ref findings);
        Console.WriteLine($"{done:N0} inputs in {clock.Elapsed.TotalSeconds:N1} s, {done / clock.Elapsed.TotalSeconds:N0} a second, {findings} findings, seed {seed}");
        return findings == 0 ? 0 : 1;
    }

    private static long Run(FuzzTarget target, long count, ulong seed, TimeSpan limit, string? corpus, ref int findings)
    {
        const int shown = 5;
        var mutator = new Mutator(seed, target.Seeds);
        var clock = Stopwatch.StartNew();
        var found = new HashSet<string>();
        long done = 0, most = 0;
        while (done < count && clock.Elapsed < limit)
        {
            var input = mutator.Next();
            most = Math.Max(most, input.Length);
            done++;
            if (target.Try(input) is not { } problem) continue;
            findings++;
            // One file and one line for each kind of problem is enough to start with.
            if (found.Count >= shown || !found.Add(problem[..Math.Min(problem.Length, 40)])) continue;
            Console.WriteLine($"  {target.Name}: {problem}\n    {Convert.ToHexStringLower(input.AsSpan(0, Math.Min(input.Length, 200)))}");
            if (corpus is null) continue;
            var folder = Directory.CreateDirectory(Path.Combine(corpus, target.Name)).FullName;
            File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16] + ".bin"), input);
        }

        Console.WriteLine($"{target.Name,-14} {done,12:N0} inputs  {done / clock.Elapsed.TotalSeconds,10:N0}/s  longest {most:N0} bytes");
        return done;
    }
}
