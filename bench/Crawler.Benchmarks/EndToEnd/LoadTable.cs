using static System.FormattableString;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>What happened in each ten seconds, as a line of a table.</summary>
/// <param name="output">Where to.</param>
/// <param name="profile">Whether with what the runtime did.</param>
internal sealed class LoadTable(TextWriter output, bool profile)
{
    private const double Megabyte = 1 << 20;

    /// <summary>Writes the head.</summary>
    public void WriteHead()
    {
        output.WriteLine("| s | answers/s | late p50, ms | late p99, ms | log rows/s | waiting for the log | behind the log: batches | rows | crawler MB | cores: crawler | PostgreSQL | trackers |" + (profile ? " gen0 | gen2 | paused ms | bytes allocated a call | contentions | queue | threads |" : ""));
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|" + (profile ? "---:|---:|---:|---:|---:|---:|---:|" : ""));
    }

    /// <summary>Writes what happened between two readings; a star marks the plateau.</summary>
    public void Write(Reading from, Reading to, bool isPlateau)
    {
        var seconds = to.Seconds - from.Seconds;
        output.Write(Invariant($"| {to.Seconds:0}{(isPlateau ? "*" : "")} | {(to.Answered - from.Answered) / seconds:N0} | {Milliseconds(to.P50)} | {Milliseconds(to.P99)} | {(to.Stored - from.Stored) / seconds:N0} | {to.Pending:N0} | {to.LagBatches:N0} | {to.LagRows:N0} | {to.Resident / Megabyte:N0} "));
        output.Write(Invariant($"| {(to.CrawlerCpu - from.CrawlerCpu) / seconds:0.00} | {(to.PostgresCpu - from.PostgresCpu) / seconds:0.00} | {(to.StubCpu - from.StubCpu) / seconds:0.00} |"));
        if (profile) WriteRuntime(from, to);
        output.WriteLine();
        output.Flush();
    }

    private static string Milliseconds(double? value) => value is { } known ? Invariant($"{known:N0}") : "–";

    private void WriteRuntime(Reading from, Reading to)
    {
        var (before, after) = (from.Runtime, to.Runtime);
        var calls = Math.Max(1, to.Attempts - from.Attempts);
        output.Write(Invariant($" {after.Gen0 - before.Gen0} | {after.Gen2 - before.Gen2} | {after.PauseMs - before.PauseMs:N0} | {(after.Allocated - before.Allocated) / calls:N0} | {after.Contentions - before.Contentions:N0} | {after.Queue:N0} | {after.Threads} |"));
    }
}
