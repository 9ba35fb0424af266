using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Host.Formatting;
using Crawler.Host.Progress;
using Crawler.Protocol.Announce;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Crawling;

/// <summary>The view where no terminal is and the trackers are few: a line for every call.</summary>
internal sealed class CallLines(TextWriter output) : ICrawlView
{
    /// <summary>Above this many trackers a line for every call tells nobody anything.</summary>
    public const int MostTrackers = 200;

    private readonly Lock _lines = new();

    public TimeSpan Pace => ProgressLines.EveryTenSeconds;

    /// <summary>Calls speak for themselves; only what is wrong is added.</summary>
    public void OnProgress(CrawlProgress progress)
    {
        if (progress.Trouble is { } trouble) Write($"{progress.At:HH:mm:ss}  {progress.Unstored} in memory and {progress.SpoolBatches} batches on disk waiting for the store: {trouble}");
    }

    public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
    {
        // Never taken off: the goodbyes after the end are still told.
        board.Attempted += WriteCall;
        await Task.Delay(Timeout.InfiniteTimeSpan, clock.Time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary><c>12:00:01  ok       udp://tracker.example:6969/announce  Some name  50 peers, 12 seeders, 3 leechers  next in 30m</c>.</summary>
    private void WriteCall(Observation observation)
    {
        var (attempt, session) = observation;
        var reply = attempt.Reply;
        var said = attempt.Event == AnnounceEvent.None ? "" : $" ({attempt.Event.ToString().ToLowerInvariant()})";
        var what = reply is null ? attempt.ErrorText
            : $"{reply.Peers.Count} peers, {reply.Complete?.ToString(CultureInfo.InvariantCulture) ?? "-"} seeders, {reply.Incomplete?.ToString(CultureInfo.InvariantCulture) ?? "-"} leechers";
        var next = session.State == SessionState.Gone ? ", not called again"
            : attempt.IntervalUsed is { } wait ? $", next in {Durations.Format(wait)}" : "";
        Write($"{attempt.At:HH:mm:ss}  {JsonLine.NameOf(attempt.Outcome),-14}  {attempt.Tracker}{said}  {(session.IsOfCanary ? "canary  " : attempt.InfoHash.ToString()[..8])}  {what}{next}");
    }

    private void Write(string line)
    {
        try
        {
            lock (_lines) output.WriteLine(line);
        }
        catch (IOException)
        {
            // A disk that is full, say. Thrown on, it would restart the torrent, which would call its trackers again.
        }
    }
}
