using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Observations;
using Crawler.Host.Formatting;
using Crawler.Protocol.Announce;

namespace Crawler.Host.Crawling;

/// <summary>
/// The view where no terminal is: a line for every call while there are few trackers, a line of totals now and then where
/// there are many.
/// </summary>
internal sealed class LineView(TextWriter output, int trackers) : ICrawlView
{
    /// <summary>Above this many trackers a line for every call tells nobody anything.</summary>
    private const int TrackersForEveryCall = 200;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock _lines = new();

    public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
    {
        var everyCall = trackers <= TrackersForEveryCall;
        if (everyCall) board.Attempted += WriteCall;
        try
        {
            while (!until.IsCancellationRequested)
            {
                await Task.Delay(Pace, clock.Time, until);
                if (!everyCall || crawl.Pipeline.Trouble is not null) WriteTotals(crawl, board, clock);
            }
        }
        catch (OperationCanceledException)
        {
            // The crawl ends; its goodbyes are still told.
        }
    }

    /// <summary><c>12:00:01  ok       udp://tracker.example:6969/announce  Some name  50 peers, 12 seeders, 3 leechers  next in 30m</c>.</summary>
    private void WriteCall(Observation observation)
    {
        var (attempt, session) = observation;
        var reply = attempt.Reply;
        var said = attempt.Event == AnnounceEvent.None ? "" : $" ({attempt.Event.ToString().ToLowerInvariant()})";
        var what = reply is null ? attempt.ErrorText
            : $"{reply.Peers.Count} peers, {reply.Complete?.ToString(CultureInfo.InvariantCulture) ?? "-"} seeders, {reply.Incomplete?.ToString(CultureInfo.InvariantCulture) ?? "-"} leechers";
        var next = session.State == Actors.Trackers.SessionState.Gone ? ", not called again"
            : attempt.IntervalUsed is { } wait ? $", next in {Durations.Format(wait)}" : "";
        Write($"{attempt.At:HH:mm:ss}  {JsonLine.NameOf(attempt.Outcome),-14}  {attempt.Tracker}{said}  {(session.IsOfCanary ? "canary  " : attempt.InfoHash.ToString()[..8])}  {what}{next}");
    }

    private void WriteTotals(Crawl crawl, CrawlBoard board, CrawlClock clock) =>
        Write($"{clock.Now:HH:mm:ss}  {CrawlTotals.Line(crawl, board, clock)}");

    private void Write(string line)
    {
        lock (_lines) output.WriteLine(line);
    }
}
