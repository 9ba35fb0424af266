using System.Collections.Concurrent;
using System.Diagnostics;
using Crawler.Actors.Torrents;

namespace Crawler.Benchmarks.Scale;

/// <summary>One size, in a process of its own: two crawls one after the other, the first from nothing, the second as one that resumes.</summary>
internal static class ScaleRun
{
    /// <summary>Torrents that are crawled first, so that compiled code counts against nobody.</summary>
    private const int Warm = 200;

    /// <summary>From nothing: how long it takes, what it leaves in memory, what that costs at rest.</summary>
    public static async Task<ScaleFigures> LoadAsync(int torrents, int trackers, TimeSpan rest)
    {
        await using var crawl = await ScaleCrawl.StartAsync(new StubTrackers(trackers), NoSessions.Instance);
        crawl.Feed(Warm);
        await crawl.CallsAsync(Warm * trackers);
        ScaleFigures.Collect();
        var (rss, managed) = (ScaleFigures.Resident("VmRSS"), GC.GetTotalMemory(false));

        var (cpu, clock) = (ScaleFigures.Cpu(), Stopwatch.StartNew());
        crawl.Feed(torrents);
        await crawl.CallsAsync((Warm + torrents) * (long)trackers);
        var (load, loadCpu) = (clock.Elapsed, ScaleFigures.Cpu() - cpu);
        await Task.Delay(TimeSpan.FromSeconds(3)); // the last batches are written
        var peak = ScaleFigures.Resident("VmHWM");
        ScaleFigures.Collect();
        var pairs = (double)torrents * trackers;
        var figures = new ScaleFigures(
            load.TotalSeconds, loadCpu.TotalSeconds, (ScaleFigures.Resident("VmRSS") - rss) / pairs, (peak - rss) / pairs, (GC.GetTotalMemory(false) - managed) / pairs, 0, 0, 0, 0, 0);
        return figures with { Rest = await ShareAsync(rest) };
    }

    /// <summary>As one that resumes: how late calls are that come due evenly over half an hour.</summary>
    public static async Task<ScaleFigures> WatchAsync(int torrents, int trackers, TimeSpan watch)
    {
        var stubs = new StubTrackers(trackers);
        // Time to load at the pace targets are fed, and a while to settle.
        var from = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(15 + (torrents / 500));
        var schedule = new SpreadSchedule(stubs, from);
        var late = new ConcurrentQueue<double>();
        stubs.Called = (tracker, swarm) =>
        {
            var now = DateTimeOffset.UtcNow;
            if (now >= from + TimeSpan.FromSeconds(5)) late.Enqueue((now - schedule.DueAt(swarm, stubs.PlaceOf(tracker))).TotalMilliseconds);
        };
        await using var crawl = await ScaleCrawl.StartAsync(stubs, schedule);
        crawl.Feed(torrents);
        await crawl.TorrentsAsync(torrents);
        ScaleFigures.Collect();
        if (from + TimeSpan.FromSeconds(5) - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero) await Task.Delay(wait);
        var share = await ShareAsync(watch);
        var sorted = late.Order().ToArray();
        if (sorted.Length == 0) return new ScaleFigures(0, 0, 0, 0, 0, 0, 0, share, 0, 0);
        return new ScaleFigures(0, 0, 0, 0, 0, 0, sorted.Length / watch.TotalSeconds, share, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }

    private static async Task<double> ShareAsync(TimeSpan time)
    {
        var (cpu, clock) = (ScaleFigures.Cpu(), Stopwatch.StartNew());
        await Task.Delay(time);
        return (ScaleFigures.Cpu() - cpu) / clock.Elapsed;
    }
}
