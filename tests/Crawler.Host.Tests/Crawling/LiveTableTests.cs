using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Host.Crawling;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Statistics.Sizes;
using Spectre.Console;

namespace Crawler.Host.Tests.Crawling;

public sealed class LiveTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(80, false)]
    [InlineData(110, false)]
    [InlineData(200, false)]
    [InlineData(80, true)]
    [InlineData(100, true)]
    [InlineData(200, true)]
    public void No_line_is_wider_than_the_terminal_and_each_row_is_one_line(int width, bool measures)
    {
        var lines = Draw(width, 24, measures, Torrent("a name [with] brackets", Failed("a very long error text " + new string('x', 200))));
        Assert.All(lines, line => Assert.True(line.Length < width, line));
        // Frame, titles, rule, torrent, tracker, frame, totals.
        Assert.Equal(7, lines.Length);
        Assert.Contains("[with]", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_counted_in_the_last_line()
    {
        var lines = Draw(110, 12, [.. Enumerable.Range(0, 20).Select(n => Torrent($"torrent {n:00}", Initial()))]);
        Assert.True(lines.Length <= 12);
        Assert.Contains(lines, line => line.Contains("… 35 more lines", StringComparison.Ordinal));
    }

    [Fact]
    public void A_tracker_that_is_gone_is_never_next()
    {
        var gone = Failed("closed") with { LastOutcome = AttemptOutcome.Gone };
        gone = gone with { Session = gone.Session with { State = SessionState.Gone } };
        Assert.Contains(Draw(110, 24, Torrent("t", gone)), line => line.Contains("never", StringComparison.Ordinal));
    }

    [Fact]
    public void A_passkey_is_not_shown() =>
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", string.Join('\n', Draw(200, 24, Torrent("t", Initial()))), StringComparison.Ordinal);

    [Fact]
    public void Two_ports_of_one_host_do_not_look_alike_where_the_whole_url_has_no_room()
    {
        var tiers = AnnounceTiers.Of([["http://t.example:10001/announce"]]);
        var tracker = TrackerStatus.Initial(TrackerSession.New(tiers.Entries[0], Noon));
        Assert.Contains(Draw(130, 24, true, Torrent("t", tracker)), line => line.Contains("10001", StringComparison.Ordinal));
    }

    [Fact]
    public void A_size_a_tracker_was_caught_at_is_shown_like_any_other_but_in_red()
    {
        var size = new SizeEstimate { Method = SizeMethod.Darroch, Size = 1000, Low = 900, High = 1100, Flags = SizeFlags.Fabricated };
        Assert.Contains(Draw(110, 24, true, Torrent("t", Initial() with { Seen = new SeenPeers(400, size) })), line => line.Contains("1000 [900–1100]", StringComparison.Ordinal));
    }

    private static string[] Draw(int width, int height, params TorrentStatus[] torrents) => Draw(width, height, false, torrents);

    private static string[] Draw(int width, int height, bool measures, params TorrentStatus[] torrents)
    {
        var output = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = width;
        terminal.Write(new LiveTable(width, height, measures).Draw(torrents, "totals", Noon));
        return output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToArray();
    }

    private static TrackerStatus Initial()
    {
        var tiers = AnnounceTiers.Of([["http://tracker.example/0123456789abcdef0123456789abcdef/announce"]]);
        return TrackerStatus.Initial(TrackerSession.New(tiers.Entries[0], Noon));
    }

    private static TrackerStatus Failed(string error) =>
        Initial() with { Attempts = 1, LastOutcome = AttemptOutcome.ConnectFailed, LastError = error };

    private static TorrentStatus Torrent(string name, TrackerStatus tracker) =>
        new(new Target { InfoHash = InfoHash.OfInfoV1(System.Text.Encoding.UTF8.GetBytes(name)), Name = name }, [tracker], 0, [], false);
}
