using System.Globalization;

namespace Crawler.Benchmarks.Stub;

/// <summary>
/// Trackers that cost next to nothing, as a process of their own: as many hosts as are wanted, each swarm's replies of
/// realistic size, what was asked and answered noted in a file, and hosts that fall silent when told to. It ends when its
/// standard input does, so it outlives nobody.
/// </summary>
internal static class StubTracker
{
    public const string Ready = "ready";

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (StubOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(StubOptions.Usage);
            return 2;
        }

        using var log = options.Answers is { } path ? new AnswerLog(path) : null;
        var shared = new StubShared(options.Hosts * options.Ports, log, Mix.Of((ulong)options.Seed));
        var law = new SwarmSizeLaw(options.MeanPeers, options.MostPeers);
        var counters = Enumerable.Range(0, options.Ports)
            .Select(port => new StubCounter(port, options, new StubDesk(options, law, shared, Mix.Of((ulong)((options.Seed * 1_000L) + port)))))
            .ToList();
        Console.Out.WriteLine($"{Ready} {string.Join(' ', counters.Select(counter => counter.Port))}");
        while (Console.In.ReadLine() is { } line && line != "quit") Console.Out.WriteLine(Obey(line, shared, counters));
        foreach (var counter in counters) counter.Dispose();
        return counters.Any(counter => counter.Problem is not null) ? 1 : 0;
    }

    private static string Obey(string line, StubShared shared, List<StubCounter> counters)
    {
        switch (line.Split(' '))
        {
            case ["counts"]:
                return counters.Aggregate(default(StubCounts), (sum, counter) => sum + counter.Counts).ToString();
            case ["flush"]:
                shared.Log?.Flush();
                return counters.Find(counter => counter.Problem is not null)?.Problem ?? "done";
            case ["blackhole", var place, ("on" or "off") and var state]
                when int.TryParse(place, CultureInfo.InvariantCulture, out var index) && shared.Has(index):
                shared.SetBlackHole(index, state == "on");
                return "done";
            default:
                return "not understood";
        }
    }
}
