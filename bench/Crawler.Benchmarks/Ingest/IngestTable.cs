using static System.FormattableString;

namespace Crawler.Benchmarks.Ingest;

/// <summary>The figures of one size as a table, each line printed as soon as it is known.</summary>
internal static class IngestTable
{
    /// <summary>Above the first line.</summary>
    public static void Begin(int rows)
    {
        Console.WriteLine();
        Console.WriteLine(Invariant($"| {rows:N0} rows in the aggregate | rows/s | `\\copy` of the same rows, no index: rows/s, share | with the indexes: rows/s, share |"));
        Console.WriteLine("|---|---:|---:|---:|");
    }

    /// <summary>One measured thing beside its two ceilings.</summary>
    public static void Add(string what, double rate, double bare, double keyed) =>
        Console.WriteLine(Invariant($"| {what} | **{rate:N0}** | {bare:N0}, {rate / bare:0.00} | {keyed:N0}, {rate / keyed:0.00} |"));
}
