using System.Diagnostics;
using System.Globalization;

namespace Crawler.Benchmarks.Wire;

/// <summary>Runs another program to its end and tells what CPU time it took.</summary>
internal static class TimedProcess
{
    /// <summary>Its standard output, and user and system time by bash's own count.</summary>
    /// <exception cref="InvalidOperationException">It failed; says how.</exception>
    public static async Task<(string Output, TimeSpan Cpu)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%3U %3S'; time \"$@\" 2>&1", "bash", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (reading, timing) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var output = await reading;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {output}");
        var times = (await timing).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return (output, TimeSpan.FromSeconds(times.TakeLast(2).Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture))));
    }
}
