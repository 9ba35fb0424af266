using Crawler.Host.Terminal;

namespace Crawler.Host.Tests.Terminal;

public sealed class ErrorsTests
{
    [Theory]
    [InlineData("frob", "crawler: unrecognized command or argument 'frob' (see 'crawler --help')\n")]
    [InlineData("announce --port 70000", "crawler: --port: '70000' is not a port (a number from 1 to 65535) (see 'crawler announce --help')\n")]
    [InlineData("announce --port 0", "crawler: --port: '0' is not a port (a number from 1 to 65535) (see 'crawler announce --help')\n")]
    [InlineData("announce --numwant -2", "crawler: --numwant: '-2' is not a number of peers (a number from -1 to 2147483647) (see 'crawler announce --help')\n")]
    [InlineData("announce --left -1", "crawler: --left: '-1' is not a number of bytes (a whole number, at least 0) (see 'crawler announce --help')\n")]
    [InlineData("announce --event paused", "crawler: --event: 'paused' is not an event (none, started, completed or stopped) (see 'crawler announce --help')\n")]
    [InlineData("announce --key xyz", "crawler: --key: 'xyz' is not a key (up to 8 hexadecimal digits) (see 'crawler announce --help')\n")]
    [InlineData("announce --peer-id short", "crawler: --peer-id: 'short' is not 20 bytes (text with %XX escapes) or 40 hexadecimal digits (see 'crawler announce --help')\n")]
    [InlineData("announce --tracker-id %zz", "crawler: --tracker-id: a broken %XX escape, or more than 512 bytes (see 'crawler announce --help')\n")]
    [InlineData("announce --info-hash 0123", "crawler: --info-hash: '0123' is not an infohash: 40 hexadecimal digits or 32 base32 characters (see 'crawler announce --help')\n")]
    [InlineData("announce --tracker telnet://x/secret", "crawler: --tracker: unknown scheme 'telnet' (http, https, udp, ws and wss are known) (see 'crawler announce --help')\n")]
    [InlineData("announce --timeout soon", "crawler: --timeout: 'soon' is not a duration: write for example 90s, 10m, 1h30m or 2d (see 'crawler announce --help')\n")]
    [InlineData("announce", "crawler: no torrent named: give a torrent file, a magnet link or --info-hash\n")]
    [InlineData("announce --bogus", "crawler: unknown option '--bogus' (a file of that name is given as ./--bogus) (see 'crawler announce --help')\n")]
    [InlineData("announce --port", "crawler: required argument missing for option: '--port' (see 'crawler announce --help')\n")]
    [InlineData("scrape", "crawler: required argument 'TARGET' missing for command: 'scrape' (see 'crawler scrape --help')\n")]
    [InlineData("bencode --decode --encode", "crawler: --decode and --encode exclude one another (see 'crawler bencode --help')\n")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_2(string line, string expected)
    {
        var run = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(expected, run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
    }

    [Fact]
    public async Task A_misplaced_tracker_URL_does_not_show_its_passkey()
    {
        var run = await CommandLine.RunAsync("announce", "a.torrent", "https://tracker.example/0123456789abcdef0123/announce");

        Assert.Equal("crawler: unrecognized command or argument 'https://tracker.example/***/announce' (see 'crawler announce --help')\n", run.Error);
    }

    [Fact]
    public async Task Errors_are_red_where_colour_is_wanted()
    {
        var run = await CommandLine.RunAsync(["announce"], [], colour: true);

        Assert.Equal("\e[31mcrawler: no torrent named: give a torrent file, a magnet link or --info-hash\e[0m\n", run.Error);
    }

    [Fact]
    public async Task What_an_error_quotes_cannot_drive_the_terminal()
    {
        var run = await CommandLine.RunAsync("info", "\e[2Jgone\nnext");

        Assert.Equal("crawler: [2Jgone next: no such file\n", run.Error);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        var run = await CommandLine.RunAsync(["--version"], [], output: new FailingWriter(new IOException("Broken pipe", 32)));

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_full_disk_is_one_line()
    {
        var run = await CommandLine.RunAsync(["--version"], [], output: new FailingWriter(new IOException("No space left on device", 28)));

        Assert.Equal((ExitCode.Failed, "crawler: No space left on device (--verbose shows where)\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_unexpected_is_one_line_and_a_trace_only_on_demand()
    {
        var bug = new FailingWriter(new InvalidOperationException("a bug\nwith two lines"));

        var plain = await CommandLine.RunAsync(["--version"], [], output: bug);
        var verbose = await CommandLine.RunAsync(["info", "--verbose", "magnet:?xt=urn:btih:" + new string('a', 40)], [], output: bug);

        Assert.Equal((ExitCode.Failed, "crawler: unexpected error: a bug with two lines (--verbose shows where)\n"), (plain.ExitCode, plain.Error));
        Assert.StartsWith("crawler: unexpected error: a bug with two lines\nSystem.InvalidOperationException: a bug", verbose.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_is_exit_code_130_without_a_word()
    {
        var run = await CommandLine.RunAsync(["info", "-"], [], cancellation: new CancellationToken(canceled: true));

        Assert.Equal((ExitCode.Interrupted, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    private sealed class FailingWriter(Exception error) : StringWriter
    {
        public override void WriteLine(string? value) => throw error;

        public override void Write(string? value) => throw error;
    }
}
