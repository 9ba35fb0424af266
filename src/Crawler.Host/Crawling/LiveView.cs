using Crawler.Actors;
using Crawler.Host.Progress;
using Crawler.Storage.Campaigns;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Crawler.Host.Crawling;

/// <summary>
/// The view on a terminal, which moves: a table of torrents and trackers while they are few enough to be followed, else
/// the figures of the crawl.
/// </summary>
/// <param name="terminal">Where.</param>
/// <param name="measures">Whether estimates are shown.</param>
internal sealed class LiveView(IAnsiConsole terminal, bool measures) : ICrawlView
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(500);

    private volatile CrawlProgress? _progress;

    /// <summary>The view on the terminal behind a writer.</summary>
    public static LiveView On(TextWriter output, bool measures) =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }), measures);

    public TimeSpan Pace => TimeSpan.FromSeconds(2);

    public void OnProgress(CrawlProgress progress) => _progress = progress;

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
                    await Task.Delay(Frame, clock.Time, until);
                }
            }
            catch (OperationCanceledException)
            {
                // The crawl ends; its summary follows.
            }
        });

    private IRenderable Draw(Crawl crawl, CrawlBoard board, CrawlClock clock)
    {
        if (board.FollowsAll) return new LiveTable(terminal.Profile.Width, terminal.Profile.Height, measures).Draw(board.Torrents, CrawlTotals.Line(crawl, board, clock), clock.Now);
        return _progress is { } progress ? ProgressSheet.Draw(progress, terminal.Profile.Width) : new Text("the first figures come in a moment …");
    }
}
