using System.Diagnostics;
using Crawler.Actors;
using Crawler.Benchmarks.Stub;
using Crawler.Host.Crawling;
using Crawler.Storage;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>
/// Reads all counters every ten seconds and says so, waits for the plateau (every pair called once) and ends the crawl when
/// it lasted long enough.
/// </summary>
internal sealed class LoadView(EndToEndOptions options, ICrawlStore store, StoppablePostgres postgres, StubProcess stub, LoadTable table) : ICrawlView
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    /// <summary>If every pair was not called once by then, there is no plateau.</summary>
    private static readonly TimeSpan LongestRamp = TimeSpan.FromMinutes(10);

    private readonly LatenessProbe _lateness = new();
    private readonly Stopwatch _watch = new();

    /// <summary>Readings of the plateau: one at its begin and one every ten seconds.</summary>
    public List<Reading> Plateau { get; } = [];

    /// <summary>Since the crawl was told to end.</summary>
    public Stopwatch Ended { get; } = new();

    public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
    {
        board.Attempted += _lateness.OnAttempt;
        _watch.Start();
        var last = await ReadAsync(crawl, board);
        while (Plateau.Count == 0 ? _watch.Elapsed < LongestRamp : last.Seconds - Plateau[0].Seconds < options.Minutes * 60)
        {
            await Task.Delay(Pace, CancellationToken.None);
            var now = await ReadAsync(crawl, board);
            table.Write(last, now, Plateau.Count > 0);
            last = now;
            if (Plateau.Count > 0 || board.Successes >= options.Pairs) Plateau.Add(now);
        }

        Ended.Start();
    }

    private async Task<Reading> ReadAsync(Crawl crawl, CrawlBoard board)
    {
        var late = _lateness.Take();
        var (lag, batches) = await LoadQueries.LagAsync(store, postgres);
        return new Reading(
            _watch.Elapsed.TotalSeconds,
            board.Successes,
            board.Attempts,
            crawl.Pipeline.Stored,
            crawl.Pipeline.Pending,
            lag,
            batches,
            ProcessFiles.ResidentBytes(),
            ProcessFiles.CpuSecondsOf(Environment.ProcessId),
            postgres.CpuSeconds,
            stub.CpuSeconds,
            Quantile.Of(late, 0.5),
            Quantile.Of(late, 0.99),
            RuntimeReading.Now());
    }
}
