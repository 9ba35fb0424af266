using System.Diagnostics;

namespace Crawler.Benchmarks.Wire;

/// <summary>What a run of announces cost.</summary>
/// <param name="Announces">Announces made.</param>
/// <param name="Failures">Those without a usable answer.</param>
/// <param name="Elapsed">Wall clock.</param>
/// <param name="Cpu">User and system time of the client's process alone; the tracker is another.</param>
/// <param name="Allocated">Bytes, by all threads; null where that is not known.</param>
internal sealed record Figure(int Announces, int Failures, TimeSpan Elapsed, TimeSpan Cpu, long? Allocated)
{
    /// <summary>Announces a second.</summary>
    public double Rate => Announces / Elapsed.TotalSeconds;

    /// <summary>Seconds of CPU for 10 000 announces.</summary>
    public double CpuPer10K => Cpu.TotalSeconds * 10_000 / Announces;

    /// <summary>Bytes an announce.</summary>
    public long? AllocatedEach => Allocated / Announces;

    /// <summary>Announces that a second of CPU pays for.</summary>
    public double PerCpuSecond => Announces / Cpu.TotalSeconds;

    /// <summary>Measures work that makes so many announces and tells how many failed.</summary>
    public static async Task<Figure> OfAsync(int announces, Func<Task<int>> work)
    {
        // What earlier work left behind is not this work's to clean up.
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var (cpu, allocated, clock) = (self.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());
        var failures = await work();
        var elapsed = clock.Elapsed;
        self.Refresh();
        return new Figure(announces, failures, elapsed, self.TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    /// <summary>The run in the middle by rate, with the failures of all.</summary>
    public static Figure Median(IReadOnlyCollection<Figure> runs) =>
        runs.OrderBy(run => run.Rate).ElementAt(runs.Count / 2) with { Failures = runs.Sum(run => run.Failures) };
}
