using Crawler.Actors;
using Spectre.Console;

namespace Crawler.Host.Crawling;

/// <summary>The view on a terminal: a table that moves.</summary>
/// <param name="terminal">Where.</param>
/// <param name="measures">Whether estimates are shown.</param>
internal sealed class LiveView(IAnsiConsole terminal, bool measures) : ICrawlView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>The view on the terminal behind a writer.</summary>
    public static LiveView On(TextWriter output, bool measures) =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), measures);

    public Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until) => terminal
        .Live(Draw(crawl, board, clock))
        .AutoClear(true)
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(async live =>
        {
            try
            {
                while (!until.IsCancellationRequested)
                {
                    live.UpdateTarget(Draw(crawl, board, clock));
                    await Task.Delay(Pace, clock.Time, until);
                }
            }
            catch (OperationCanceledException)
            {
                // The crawl ends; its summary follows.
            }
        });

    private Table Draw(Crawl crawl, CrawlBoard board, CrawlClock clock) =>
        new LiveTable(terminal.Profile.Width, terminal.Profile.Height, measures).Draw(board.Torrents, CrawlTotals.Line(crawl, board, clock), clock.Now);
}
