using System.Text;
using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Commands;

public sealed class DiscoverCommandTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_list_says_what_is_claimed_and_crawl_could_read_it()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Gzip(Answer((1, 12, 3), (2, 1, 0), (3, null, null), (4, -5, 1))));

        var run = await DiscoverAsync(tracker.AnnounceUrl);

        Assert.Equal($"{Hash(1)}  # 12 seeders, 3 leechers\n{Hash(2)}  # 1 seeder, 0 leechers\n{Hash(3)}\n{Hash(4)}  # 1 leecher\n", Encoding.UTF8.GetString(run.Bytes));
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Output));
        Assert.Contains(": 4 swarms in ", run.Error, StringComparison.Ordinal);
        var again = await CommandLine.RunAsync(["scrape", "--json", "--tracker", tracker.AnnounceUrl, "--allow-private", "-"], run.Bytes);
        Assert.Equal((ExitCode.Ok, ""), (again.ExitCode, again.Error));
    }

    [Theory]
    [InlineData("--min-seeders 2", "1 4")]
    [InlineData("--min-peers 10", "1 2")]
    [InlineData("--max-peers 10", "4")]
    [InlineData("--min-peers 5 --max-peers 15", "1 4")]
    [InlineData("--min-downloads 1", "")]
    [InlineData("--limit 2", "1 2")]
    [InlineData("--top 2", "2 1")]
    [InlineData("--top 9 --min-seeders 0", "2 1 4")]
    public async Task Only_what_is_wanted_is_listed_and_an_absent_count_satisfies_nothing(string options, string expected)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((1, 10, 5), (2, 0, 50), (3, null, 9), (4, 4, 2), (5, null, null))));

        var run = await DiscoverAsync([tracker.AnnounceUrl, "--json", .. options.Split(' ')]);

        Assert.Equal(expected, string.Join(' ', Listed(run).Select(hash => hash.TrimStart('0'))));
    }

    [Fact]
    public async Task A_list_that_is_there_is_kept_unless_it_is_to_be_gone_on_with_and_then_gains_only_what_it_lacks()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((1, 1, 1), (2, 2, 2), (3, 3, 3))));
        var cutOff = $"# mine\nmovie.torrent\nmagnet:?xt=urn:btih:{Hash(2)}&dn=x\n{Hash(3)[..30]}";
        var list = _folder.Write("list.txt", cutOff);

        var refused = await DiscoverAsync(tracker.AnnounceUrl, "-o", list);
        Assert.Equal((ExitCode.BadInput, $"crawler: {list} is there already: --resume adds to it what it lacks\n"), (refused.ExitCode, refused.Error));
        Assert.Equal(cutOff, await File.ReadAllTextAsync(list));
        Assert.Empty(tracker.Requests);

        foreach (var (known, written) in ((int, int)[])[(1, 2), (3, 0)])
        {
            var run = await DiscoverAsync(tracker.AnnounceUrl, "-o", list, "--resume", "--json");
            Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
            Assert.Contains($"\"swarms\":3,\"wanted\":3,\"opted_out\":0,\"known\":{known},\"written\":{written},", Assert.Single(run.Lines), StringComparison.Ordinal);
            Assert.Equal(
                $"# mine\nmovie.torrent\nmagnet:?xt=urn:btih:{Hash(2)}&dn=x\n{Hash(1)}  # 1 seeder, 1 leecher\n{Hash(3)}  # 3 seeders, 3 leechers\n",
                await File.ReadAllTextAsync(list));
        }
    }

    [Theory]
    [InlineData("magnet:?tr=http%3A%2F%2Fa.example%2F&xt=urn:btih:0123", "")]
    [InlineData("mag", "")]
    [InlineData("movie.torrent", "movie.torrent\n")]
    [InlineData("0123456789abcdef0123456789abcdef01234567  # 12 see", "0123456789abcdef0123456789abcdef01234567  # 12 see\n")]
    public async Task A_last_line_without_an_end_goes_if_it_is_a_piece_of_ours_and_stays_if_it_says_something(string last, string mended)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer()));
        var list = _folder.Write("list.txt", "# first\n" + last);
        await DiscoverAsync(tracker.AnnounceUrl, "-o", list, "--resume");
        Assert.Equal("# first\n" + mended, await File.ReadAllTextAsync(list));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_leaves_a_list_that_can_be_used_and_gone_on_with()
    {
        var whole = FakeResponse.Ok(Answer([.. Enumerable.Range(1, 5000).Select(i => (i, (int?)i, (int?)0))]));
        var breaks = true;
        await using var tracker = FakeHttpTracker.Start(_ => breaks ? whole.CutAfter(whole.Bytes.Length / 2) : whole);
        var list = _folder["list.txt"];

        var broken = await DiscoverAsync(tracker.AnnounceUrl, "-o", list);
        Assert.Equal(ExitCode.Failed, broken.ExitCode);
        Assert.Matches($@"^crawler: {tracker.AnnounceUrl} failed: the answer was cut off after \d+ bytes \(\d+ swarms had come by then\)\ncrawler: {list} holds what came until then and can be used; the same command with --resume adds the rest\n$", broken.Error);
        Assert.InRange((await File.ReadAllLinesAsync(list)).Length, 1000, 4999);

        breaks = false;
        Assert.Equal(ExitCode.Ok, (await DiscoverAsync(tracker.AnnounceUrl, "-o", list, "--resume")).ExitCode);
        Assert.Equal(Enumerable.Range(1, 5000).Select(Hash), (await File.ReadAllLinesAsync(list)).Select(line => line[..40]));
    }

    [Fact]
    public async Task Ctrl_C_leaves_whole_lines_and_says_how_to_go_on()
    {
        using var interrupt = new CancellationTokenSource();
        var start = FakeResponse.Ok(Answer([.. Enumerable.Range(1, 5000).Select(i => (i, (int?)i, (int?)0))]));
        await using var tracker = FakeHttpTracker.Start(_ => start with { Bytes = start.Bytes[..200_000], Then = FakeResponse.Ending.Silence });
        var list = _folder["list.txt"];

        var running = CommandLine.RunAsync(["discover", tracker.AnnounceUrl, "--allow-private", "-o", list], [], cancellation: interrupt.Token);
        await Eventually.HoldsAsync(() => Task.FromResult(new FileInfo(list) is { Exists: true, Length: > 0 }), "the list grows");
        await interrupt.CancelAsync();
        var run = await running;

        Assert.Equal((ExitCode.Interrupted, $"crawler: {list} holds what came until then and can be used; the same command with --resume adds the rest\n"), (run.ExitCode, run.Error));
        Assert.EndsWith("leechers\n", await File.ReadAllTextAsync(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_trackers_are_asked_each_swarm_is_listed_once_and_who_fails_stops_nobody()
    {
        await using var one = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((1, 1, 1), (2, 2, 2))));
        await using var two = FakeHttpTracker.Start(_ => FakeResponse.Ok("full scrape is turned off"));
        await using var three = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((2, 9, 9), (3, 3, 3))));

        var run = await DiscoverAsync(one.AnnounceUrl, two.AnnounceUrl, "udp://127.0.0.1:1/announce", three.AnnounceUrl, "--json");

        Assert.Equal([Hash(1), Hash(2), Hash(3)], Listed(run));
        Assert.Contains($"crawler: {two.AnnounceUrl} refused: full scrape is turned off\ncrawler: udp://127.0.0.1:1/announce failed: UDP trackers give no full scrape", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task Opted_out_infohashes_are_left_out_and_a_list_of_them_that_cannot_be_read_stops_everything()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((1, 1, 1), (2, 2, 2))));
        Assert.Equal([Hash(2)], Listed(await DiscoverAsync(tracker.AnnounceUrl, "--json", "--opt-out", _folder.Write("good.txt", $"{Hash(1)}  # asked by mail\n"))));

        var bad = _folder.Write("bad.txt", $"{Hash(1)}\n{Hash(2)[1..]}\n");
        var run = await DiscoverAsync(tracker.AnnounceUrl, "--opt-out", bad);
        Assert.Equal((ExitCode.BadInput, $"crawler: {bad} line 2: no infohash\n"), (run.ExitCode, run.Error));
        Assert.Single(tracker.Requests);
    }

    [Fact]
    public async Task Lines_name_the_trackers_given_and_messages_show_no_passkey()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Answer((1, 1, 1))));
        var run = await DiscoverAsync(tracker.Url("/0123456789abcdef0123456789abcdef/announce"), "--tracker", "http://t.example/announce?passkey=SECRETSECRET&x=1");
        Assert.Equal($"magnet:?tr=http%3A%2F%2Ft.example%2Fannounce%3Fpasskey%3DSECRETSECRET%26x%3D1&xt=urn:btih:{Hash(1)}  # 1 seeder, 1 leecher\n", Encoding.UTF8.GetString(run.Bytes));
        Assert.DoesNotContain("0123456789abcdef", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "crawler: nonsense: not a URL (no scheme); a tracker is named by its announce URL, such as http://tracker.example/announce")]
    [InlineData("http://t.example/announce --resume", "crawler: --resume needs --output FILE: the list to go on with (see 'crawler discover --help')")]
    [InlineData("http://t.example/announce --limit 1 --top 1", "crawler: --limit and --top exclude one another (see 'crawler discover --help')")]
    [InlineData("http://t.example/announce --max-bytes many", "crawler: --max-bytes: 'many' is not a size (examples: 512MiB, 2GiB) (see 'crawler discover --help')")]
    public async Task What_makes_no_sense_is_one_line(string arguments, string line)
    {
        var run = await DiscoverAsync(arguments.Split(' '));
        Assert.Equal((ExitCode.BadInput, line + "\n"), (run.ExitCode, run.Error));
    }

    private static Task<CommandLine> DiscoverAsync(params string[] arguments) => CommandLine.RunAsync(["discover", "--allow-private", .. arguments]);

    private static string[] Listed(CommandLine run) =>
        [.. Encoding.UTF8.GetString(run.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["{\"info_hash\":\"".Length..][..40])];

    private static string Hash(int number) => number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Answer(params (int Hash, int? Complete, int? Incomplete)[] swarms)
    {
        var bytes = new List<byte>("d5:filesd"u8.ToArray());
        foreach (var (hash, complete, incomplete) in swarms)
        {
            bytes.AddRange([.. "20:"u8, .. InfoHash.Parse(Hash(hash)).ToArray()]);
            bytes.AddRange(Encoding.ASCII.GetBytes("d" + (complete is null ? "" : $"8:completei{complete}e") + (incomplete is null ? "" : $"10:incompletei{incomplete}e") + "e"));
        }

        bytes.AddRange("ee"u8);
        return [.. bytes];
    }
}
