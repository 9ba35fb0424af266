using Crawler.Host.Formatting;
using Crawler.Host.Progress;
using Crawler.Storage.Campaigns;
using Spectre.Console;

namespace Crawler.Host.Tests.Progress;

public sealed class ProgressSheetTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(160)]
    public void Every_figure_has_one_line_and_none_is_wider_than_the_terminal(int width)
    {
        var lines = Draw(width, Some() with { Trouble = "cannot reach the store " + new string('x', 300) });
        Assert.All(lines, line => Assert.True(line.Length < width, line));
        Assert.Equal(1 + 2 + 11, lines.Length); // title, frame, figures
    }

    [Fact]
    public void The_sheet_names_what_is_done_due_late_lagging_and_spooled()
    {
        var text = string.Join('\n', Draw(140, Some()));
        foreach (var part in new[]
        {
            "PAUSED", "200,000", "400,000 sessions called (40 %)", "1h2m", "1,200 waiting", "64 in flight", "9,876: 9,800 ok, 76 timeout",
            "half by 20ms, 1 in 100 by 1.5s", "42 batches behind", "7 batches, 3 MiB",
        })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_json_has_every_name_in_snake_case()
    {
        var line = JsonLine.Of(Some());
        foreach (var name in new[] { "kind", "late_p99_s", "spool_bytes", "aggregate_lag_batches", "outcomes_per_s", "new_peers_per_s", "eta_s", "in_flight", "due" })
            Assert.Contains($"\"{name}\":", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    private static string[] Draw(int width, CrawlProgress progress)
    {
        var output = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = width;
        terminal.Write(ProgressSheet.Draw(progress, width));
        return output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToArray();
    }

    private static CrawlProgress Some() => new()
    {
        Campaign = "linux",
        At = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        ElapsedS = 100,
        LeftS = null,
        Paused = true,
        Torrents = 200_000,
        TorrentsToBegin = 0,
        Sessions = 1_000_000,
        SessionsCalled = 400_000,
        Measured = null,
        Due = 1200,
        InFlight = 64,
        Calls = 500_000,
        Answered = 490_000,
        CallsPerS = 9876,
        OutcomesPerS = new Dictionary<string, double> { ["timeout"] = 76, ["ok"] = 9800 },
        Peers = 3_000_000,
        NewPeersPerS = 12_345.6,
        LateP50S = 0.02,
        LateP99S = 1.5,
        Stored = 499_000,
        Unstored = 1000,
        SpoolBatches = 7,
        SpoolBytes = 3 << 20,
        AggregateLagBatches = 42,
        MemoryBytes = 1L << 30,
        EtaS = 3720,
        Trouble = null,
    };
}
