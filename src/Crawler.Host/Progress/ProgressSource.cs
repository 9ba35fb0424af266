using Crawler.Actors;
using Crawler.Host.Crawling;

namespace Crawler.Host.Progress;

/// <summary>Reads the counters of a running crawl where they stand.</summary>
internal static class ProgressSource
{
    /// <summary>How it stands now. Takes the lateness of the calls since the last reading with it.</summary>
    /// <param name="crawl">Its actors.</param>
    /// <param name="board">Its board.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="merger">What keeps the aggregate behind the log.</param>
    /// <param name="torrents">Torrents there are to crawl in this process, begun or not.</param>
    /// <param name="hasGoal">Whether torrents are measured until they are measured well enough.</param>
    public static ProgressReading Read(Crawl crawl, CrawlBoard board, CrawlClock clock, AggregateMerger merger, long torrents, bool hasGoal)
    {
        var late = crawl.Meter.TakeLateness();
        var waiting = crawl.Pipeline.Waiting;
        return new ProgressReading
        {
            At = clock.Now,
            Elapsed = clock.Elapsed,
            Left = clock.Left,
            Paused = crawl.Gate.IsPaused,
            Torrents = crawl.Meter.RunningTorrents,
            TorrentsInAll = torrents,
            Sessions = crawl.Meter.CallingSessions,
            SessionsCalled = board.SessionsCalled,
            Measured = hasGoal ? board.Measured : null,
            Due = crawl.Meter.WaitingCalls,
            InFlight = crawl.Gate.InFlight,
            Outcomes = board.Outcomes.ToDictionary(pair => pair.Outcome, pair => pair.Count),
            Peers = board.Peers,
            LateP50 = late.P50,
            LateP99 = late.P99,
            Stored = crawl.Pipeline.Stored,
            Unstored = crawl.Pipeline.Unstored,
            SpoolBatches = waiting.Batches,
            SpoolBytes = waiting.Bytes,
            AggregateLagBatches = merger.Lag,
            MemoryBytes = Environment.WorkingSet,
            Trouble = crawl.Pipeline.Trouble,
        };
    }
}
