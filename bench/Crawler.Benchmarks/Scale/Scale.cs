using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Crawler.Benchmarks.EndToEnd;

namespace Crawler.Benchmarks.Scale;

/// <summary>
/// What keeping many torrents costs one node: bytes of a (torrent, tracker) pair, CPU while nothing is due, and how late calls are when
/// they come due as they do in life. Two processes for each size, so that nothing is inherited.
/// </summary>
internal static class Scale
{
    /// <summary>Before the arguments of a process that measures one size.</summary>
    private const string Load = "scale-load", Watch = "scale-watch";

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [Load or Watch, var torrents, var trackers, var seconds])
        {
            var time = TimeSpan.FromSeconds(Number(seconds));
            var figures = arguments[0] == Load
                ? await ScaleRun.LoadAsync(Number(torrents), Number(trackers), time)
                : await ScaleRun.WatchAsync(Number(torrents), Number(trackers), time);
            Console.WriteLine(JsonSerializer.Serialize(figures));
            return 0;
        }

        if (ScaleOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(ScaleOptions.Usage);
            return 2;
        }

        Console.WriteLine($"| torrents × {options.Trackers} trackers | load, s | CPU s | RSS, B a pair | at the peak | managed | at rest {options.Rest} s, % of a core | due/s over {options.Watch} s | CPU, % of a core | late, ms: p50 | p99 |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in options.Torrents)
        {
            var load = await ChildAsync(Load, size, options.Trackers, options.Rest);
            var due = await ChildAsync(Watch, size, options.Trackers, options.Watch);
            FormattableString row =
                $"| {size:N0} | {load.Load:F1} | {load.LoadCpu:F1} | {load.Rss:N0} | {load.PeakRss:N0} | {load.Managed:N0} | {100 * load.Rest:F1} | {due.Due:F1} | {100 * due.DueCpu:F1} | {due.LateMedian:F1} | {due.Late99:F1} |";
            Console.WriteLine(row.ToString(CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static async Task<ScaleFigures> ChildAsync(string what, params int[] numbers)
    {
        var start = new ProcessStartInfo(DotNet.Program) { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(Scale).Assembly.Location);
        foreach (var argument in numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).Prepend(what)) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var figures = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        return JsonSerializer.Deserialize<ScaleFigures>(figures.AsSpan(figures.LastIndexOf('{')))!;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
