using System.Diagnostics;
using System.Globalization;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Datasets;
using Crawler.Storage;

namespace Crawler.Benchmarks.Publishing;

/// <summary>
/// What it costs to publish and to read back: a store of sightings, exported by the real program in each format, its peak memory as the
/// kernel counts it; the Parquet counted and summed by DuckDB; and imported again.
/// </summary>
internal static class ExportCost
{
    private const int Standard = 10_000_000;

    /// <param name="options">Rows, and the store (an empty one); by default 10 000 000 and an SQLite file of its own.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var count = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : Standard;
        var folder = Directory.CreateTempSubdirectory("crawler-bench-").FullName;
        try
        {
            var store = options.Length > 1 ? options[1] : Path.Combine(folder, "full.db");
            await FillAsync(store, count);
            Console.WriteLine($"| {count.ToString("N0", CultureInfo.InvariantCulture)} sightings | s | rows/s | peak MB | files, MB |");
            Console.WriteLine("|---|---:|---:|---:|---:|");
            foreach (var format in new[] { "parquet", "csv", "jsonl" })
            {
                var path = Path.Combine(folder, format);
                await MeasureAsync($"export {format}", count, path, "export", path, "--table", "sightings", "--format", format, "--store", store);
                if (format != "parquet") Directory.Delete(path, recursive: true);
            }

            var parquet = Path.Combine(folder, "parquet");
            var table = (await DatasetManifest.ReadAsync(parquet, default)).Tables.Single();
            var duck = DuckReading.Of(parquet);
            await MeasureAsync("import parquet (SQLite)", count, parquet, "import", parquet, "--store", Path.Combine(folder, "again.db"));
            Console.WriteLine($"\ndataset.json: {table.Rows} rows, checksum {table.Checksum}\nDuckDB:       {duck.Rows} rows, checksum {duck.Checksum}");
            return (table.Rows, table.Checksum) == (duck.Rows, duck.Checksum) && table.Rows == count ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(string location, int count)
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(location));
        await store.MigrateAsync();
        await SightingFlood.FillAsync(store, count);
    }

    private static async Task MeasureAsync(string what, int count, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [DotNet.Crawler, .. arguments]) { RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(20)) peak = Math.Max(peak, PeakOf(process.Id));
        if (process.ExitCode != 0) throw new InvalidOperationException($"{what} ended with {process.ExitCode}: {await output}");
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {seconds:0.0} | {count / seconds:N0} | {peak / 1e6:0} | {bytes / 1e6:0} |"));
    }

    /// <summary>The largest the process ever was (VmHWM), in bytes; 0 if it has just gone.</summary>
    private static long PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
