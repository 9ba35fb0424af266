using System.Diagnostics;
using System.Globalization;

namespace Crawler.Benchmarks.Scale;

/// <summary>What the process of one size found.</summary>
/// <param name="Load">Seconds until all pairs were called once.</param>
/// <param name="LoadCpu">CPU seconds that took.</param>
/// <param name="Rss">Resident bytes a pair, grown since before, after a collection.</param>
/// <param name="PeakRss">As <paramref name="Rss"/> at the highest.</param>
/// <param name="Managed">Bytes a pair on the managed heap.</param>
/// <param name="Rest">CPU at rest, share of a core.</param>
/// <param name="Due">Calls a second while they came due.</param>
/// <param name="DueCpu">CPU meanwhile, share of a core.</param>
/// <param name="LateMedian">Milliseconds a call was late, median.</param>
/// <param name="Late99">In 99 of 100 calls at most.</param>
internal sealed record ScaleFigures(
    double Load, double LoadCpu, double Rss, double PeakRss, double Managed, double Rest, double Due, double DueCpu, double LateMedian, double Late99)
{
    /// <summary>Resident bytes of this process, as <c>/proc/self/status</c> has them: <c>VmRSS</c> now, <c>VmHWM</c> at the highest.</summary>
    public static long Resident(string which) => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(which, StringComparison.Ordinal)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    /// <summary>Collects until nothing more comes of it.</summary>
    public static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }

    /// <summary>CPU time of this process so far.</summary>
    public static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
