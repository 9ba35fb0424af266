using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Crawler.Host;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Benchmarks.Discovery;

/// <summary>
/// What reading a full scrape costs beside plainly inflating the same stream, which is the least anybody can do with it: rounds in
/// turns within one run. <code>-- full-scrape [SWARMS] [ROUNDS]</code>
/// </summary>
internal static class FullScrape
{
    private const int PieceBytes = 64 * 1024;

    public static async Task<int> RunAsync(string[] options)
    {
        var swarms = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 4_000_000;
        var rounds = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 5;
        using var answer = LargeAnswer.Write(swarms, seed: 1);
        Console.WriteLine($"{swarms:N0} swarms, {answer.Inflated / 1e6:N0} MB, {new FileInfo(answer.Path).Length / 1e6:N0} MB gzipped; medians of {rounds} rounds in turns\n");
        (string What, Func<Task<long>> Work)[] ways =
        [
            ("inflate alone", () => InflateAsync(answer)),
            ("reader alone (inflated before, in pieces of 64 KiB)", () => Task.FromResult(Read(answer, swarms))),
            ("inflate + reader", () => ReadAsync(answer)),
            ("client over loopback", () => AskAsync(answer)),
            ("`discover -o FILE --min-seeders 2`", () => DiscoverAsync(answer, "--min-seeders", "2")),
            ("`discover -o FILE`, everything", () => DiscoverAsync(answer)),
        ];
        var figures = ways.Select(_ => new List<Figure>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var figure = await Figure.OfAsync(ways[way].Work, answer.Inflated);
                if (round >= 0) figures[way].Add(figure); // the first turn pays for the compiler
            }
        }

        var plain = Median(figures[0]).Rate;
        Console.WriteLine("| | MB/s (inflated) | of inflating alone | CPU-s | RSS growth, MB | allocated, MB | swarms |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        for (var way = 0; way < ways.Length; way++)
        {
            var median = Median(figures[way]);
            Console.WriteLine($"| {ways[way].What} | {median.Rate:N0} | {median.Rate / plain:0.00} | {median.Cpu:0.00} | {figures[way].Max(figure => figure.Growth):N0} | {median.Allocated:N1} | {median.Result:N0} |");
        }

        return 0;
    }

    private static Figure Median(List<Figure> figures) => figures.OrderBy(figure => figure.Rate).ElementAt(figures.Count / 2);

    private static GZipStream Open(LargeAnswer answer) => new(File.OpenRead(answer.Path), CompressionMode.Decompress);

    private static async Task<long> InflateAsync(LargeAnswer answer)
    {
        await using var stream = Open(answer);
        var buffer = new byte[PieceBytes];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }

        return 0;
    }

    /// <summary>As much of the answer as a window holds, over and over: what the reader alone takes.</summary>
    private static long Read(LargeAnswer answer, int swarms)
    {
        const int window = 16 << 20;
        var entries = new byte[window];
        using (var stream = Open(answer)) stream.ReadExactly(entries.AsSpan(0, (int)Math.Min(window, answer.Inflated - 2)));
        // Up to the end of an entry, so that the window can follow itself.
        var end = entries.AsSpan().LastIndexOf("ee20:"u8) + 2;
        var begin = "d5:filesd".Length;
        var reader = new FullScrapeReader();
        List<ScrapedSwarm> found = [];
        reader.Read(entries.AsSpan(0, begin), found);
        for (var left = answer.Inflated; left > 0; left -= end - begin)
        {
            for (var at = begin; at < end; at += PieceBytes)
            {
                reader.Read(entries.AsSpan(at, Math.Min(PieceBytes, end - at)), found);
                found.Clear();
            }
        }

        return Math.Min(reader.Swarms, swarms);
    }

    private static async Task<long> ReadAsync(LargeAnswer answer)
    {
        await using var stream = Open(answer);
        var buffer = new byte[PieceBytes];
        var reader = new FullScrapeReader();
        List<ScrapedSwarm> found = [];
        int length;
        while ((length = await stream.ReadAsync(buffer)) > 0)
        {
            reader.Read(buffer.AsSpan(0, length), found);
            found.Clear();
        }

        reader.End();
        return reader.Swarms;
    }

    private static async Task<long> AskAsync(LargeAnswer answer)
    {
        using var client = new FullScrapeClient(new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) });
        var result = await client.AskAsync(TrackerUrl.Parse(answer.Url), _ => ValueTask.FromResult(true));
        return result.Succeeded ? result.Swarms : throw new InvalidOperationException(result.ErrorText);
    }

    private static async Task<long> DiscoverAsync(LargeAnswer answer, params string[] options)
    {
        var list = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var said = new StringWriter();
        try
        {
            var exit = await CrawlerCommand.RunAsync(["discover", answer.Url, "--allow-private", "-o", list, .. options], new CommandConsole { Output = said, Error = said }, CancellationToken.None);
            return exit == 0 ? File.ReadLines(list).LongCount() : throw new InvalidOperationException(said.ToString());
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Megabytes a second, CPU of the process, and what its memory grew by.</summary>
    private readonly record struct Figure(double Rate, double Cpu, double Growth, double Allocated, long Result)
    {
        public static async Task<Figure> OfAsync(Func<Task<long>> work, long bytes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = Process.GetCurrentProcess();
            var (before, peak) = (Resident(), 0L);
            await using var watch = new Timer(_ => peak = Math.Max(peak, Resident()), null, 0, 20);
            var (cpu, allocated, clock) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
            var result = await work();
            var elapsed = clock.Elapsed;
            peak = Math.Max(peak, Resident());
            process.Refresh();
            return new Figure(
                bytes / elapsed.TotalSeconds / 1e6, (process.TotalProcessorTime - cpu).TotalSeconds, (peak - before) / 1e6, (GC.GetTotalAllocatedBytes() - allocated) / 1e6, result);
        }

        private static long Resident() => Environment.WorkingSet;
    }
}
