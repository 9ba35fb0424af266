using System.Globalization;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>What the kernel tells of processes in <c>/proc</c>.</summary>
internal static class ProcessFiles
{
    /// <summary>Clock ticks a second in <c>/proc</c>, whatever the kernel's own (USER_HZ).</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of CPU of one process, user and system, its ended children left out; 0 once it is gone.</summary>
    public static double CpuSecondsOf(int process) => Stat(process) is { } stat ? Seconds(stat[11], stat[12]) : 0;

    /// <summary>Seconds of CPU of a process and all its children, those that ended included; deeper ones only once they ended.</summary>
    public static double CpuSecondsOfFamily(int parent)
    {
        if (Stat(parent) is not { } stat) return 0;
        var own = Seconds(stat[11], stat[12]) + Seconds(stat[13], stat[14]);
        return own + ChildrenOf(parent).Sum(CpuSecondsOf);
    }

    /// <summary>Resident memory of this process, bytes.</summary>
    public static long ResidentBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>The children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Seconds(string user, string system) =>
        (long.Parse(user, CultureInfo.InvariantCulture) + long.Parse(system, CultureInfo.InvariantCulture)) / TicksPerSecond;

    /// <summary>The fields after the name, which may hold anything: state is the first, user time the twelfth.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
