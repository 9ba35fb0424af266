using System.Text;
using Crawler.Host.Targets;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Protocol.Net;

namespace Crawler.Host.Tests.Targets;

public sealed class TargetSetTests : IDisposable
{
    private const string Hex = "0123456789abcdef0123456789abcdef01234567";
    private const string Base32 = "AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH";

    private static readonly TorrentBuilder A = new() { Name = "a", Content = [1], Announce = "http://a.example/announce" };
    private static readonly TorrentBuilder B = new() { Name = "b", Content = [2], Announce = "http://b.example/announce" };

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Hex)]
    [InlineData(Base32)]
    [InlineData("magnet:?xt=urn:btih:" + Hex)]
    public async Task An_infohash_in_any_form_is_a_target(string text)
    {
        var set = await ReadAsync(text);

        Assert.Equal(Hex, Assert.Single(set.Targets).InfoHash.ToString());
        Assert.Empty(set.Problems);
    }

    [Fact]
    public async Task A_torrent_file_brings_its_name_and_trackers()
    {
        var set = await ReadAsync(_folder.Write("a.torrent", A.ToBytes()));

        var target = Assert.Single(set.Targets);
        Assert.Equal((A.InfoHash, "a", 1, _folder["a.torrent"]), (target.InfoHash, target.Name, target.Size, target.Source));
        Assert.Equal(["http://a.example/announce"], Trackers(set, 0));
    }

    [Fact]
    public async Task A_folder_is_searched_in_depth_and_in_order()
    {
        Directory.CreateDirectory(_folder["m/deep"]);
        _folder.Write("z.torrent", A.ToBytes());
        _folder.Write("m/deep/B.TORRENT", B.ToBytes());
        _folder.Write("m/readme.txt", "no torrent");
        _folder.Write("c.torrent", (A with { Name = "c" }).ToBytes());

        var set = await ReadAsync(_folder.Path);

        Assert.Equal(["c", "b", "a"], set.Targets.Select(target => target.Name));
        Assert.Empty(set.Problems);
    }

    [Fact]
    public async Task A_link_back_to_its_own_folder_does_not_loop()
    {
        _folder.Write("a.torrent", A.ToBytes());
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);

        Assert.Single((await ReadAsync(_folder.Path)).Targets);
    }

    [Fact]
    public async Task A_list_takes_infohashes_magnets_paths_beside_it_and_comments()
    {
        Directory.CreateDirectory(_folder["lists"]);
        _folder.Write("lists/a #1.torrent", A.ToBytes());
        var list = _folder.Write("lists/all.txt", $"# mine\n\n{Hex} # a comment\n  a #1.torrent  \r\nmagnet:?xt=urn:btih:{B.InfoHash}&tr=udp%3A%2F%2Fb.example%3A1 \t# another\n");

        var set = await ReadAsync("@" + list);

        Assert.Equal([Hex, $"{A.InfoHash}", $"{B.InfoHash}"], set.Targets.Select(target => target.InfoHash.ToString()));
        Assert.Equal(["udp://b.example:1"], Trackers(set, 2).Select(url => url.TrimEnd('/')));
        Assert.Empty(set.Problems);
    }

    [Fact]
    public async Task Standard_input_is_a_list()
    {
        var set = await TargetSet.ReadAsync(["-"], new MemoryStream(Encoding.UTF8.GetBytes($"\uFEFF{Hex}\nnope.torrent\n")), default);

        Assert.Single(set.Targets);
        Assert.Equal("standard input line 2: nope.torrent: no such file, and no magnet link or infohash", Assert.Single(set.Problems).ToString());
    }

    [Fact]
    public async Task The_same_swarm_met_again_adds_its_trackers()
    {
        var set = await ReadAsync(
            $"{A.InfoHash}",
            _folder.Write("a.torrent", A.ToBytes()),
            $"magnet:?xt=urn:btih:{A.InfoHash}&tr=http://a.example/announce&tr=http://other.example/announce");

        Assert.Equal("a", Assert.Single(set.Targets).Name);
        Assert.Equal(["http://a.example/announce", "http://other.example/announce"], Trackers(set, 0));
    }

    [Fact]
    public async Task Trackers_from_the_command_line_come_after_a_targets_own()
    {
        var set = (await ReadAsync(_folder.Write("a.torrent", A.ToBytes()), Hex)).With([TrackerUrl.Parse("http://more.example/announce")]);

        Assert.Equal(["http://a.example/announce", "http://more.example/announce"], Trackers(set, 0));
        Assert.Equal(["http://more.example/announce"], Trackers(set, 1));
        Assert.Equal(2, set.WithTrackersOnly().Targets.Count);
    }

    [Fact]
    public async Task A_target_without_a_usable_tracker_is_a_problem_where_one_is_needed()
    {
        var empty = _folder.Write("empty.torrent", (A with { Announce = null }).ToBytes());
        var telnet = _folder.Write("telnet.torrent", (B with { Announce = "telnet://b.example/" }).ToBytes());

        var set = (await ReadAsync(empty, telnet, Hex)).WithTrackersOnly();

        Assert.Empty(set.Targets);
        Assert.Equal(
            [
                $"{empty}: its announce list is empty: add one with --tracker URL",
                $"{telnet}: none of its trackers can be used (unknown scheme 'telnet' (http, https, udp, ws and wss are known)): add one with --tracker URL",
                $"infohash {Hex}: an infohash names no tracker: add one with --tracker URL",
            ],
            set.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task One_bad_item_does_not_stop_the_rest()
    {
        _folder.Write("1.torrent", "d8:announce");
        _folder.Write("2.torrent", A.ToBytes());
        _folder.Write("3.torrent", "hello");
        _folder.Write("4.torrent", []);

        var set = await ReadAsync(_folder.Path, "nope");

        Assert.Single(set.Targets);
        Assert.StartsWith($"{_folder["1.torrent"]}: not a whole torrent: ", set.Problems[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                $"{_folder["3.torrent"]}: not a torrent: the file does not begin with a bencoded dictionary",
                $"{_folder["4.torrent"]}: not a torrent: the file is empty",
                "nope: no such file, and no magnet link or infohash",
            ],
            set.Problems.Skip(1).Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task A_file_beyond_the_bound_is_not_read_whole()
    {
        using (var huge = File.Create(_folder["huge.torrent"])) huge.SetLength((64 << 20) + 1);

        var set = await ReadAsync(_folder["huge.torrent"]);

        Assert.Equal("is longer than 64 MiB", Assert.Single(set.Problems).Message);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef0123456", "0123456789abcdef0123456789abcdef0123456: an infohash has 40 hexadecimal digits or 32 base32 characters, not 39")]
    [InlineData("AERUKZ4JVPG66AJDIVTYTK6N54ASGRL", "AERUKZ4JVPG66AJDIVTYTK6N54ASGRL: an infohash has 40 hexadecimal digits or 32 base32 characters, not 31")]
    [InlineData("ftp://x.example/a.torrent", "URL: unknown scheme 'ftp': a target is a torrent file, folder, magnet link or infohash")]
    [InlineData("http://x.example/secret/announce", "URL: trackers are named with --tracker; a target is a torrent file, folder, magnet link or infohash")]
    [InlineData("magnet:?dn=x&tr=http://x.example/secret", "magnet link: this magnet link names no torrent: it needs xt=urn:btih:… or xt=urn:btmh:1220…")]
    [InlineData("magnet:?xt=urn:btih:0123", "magnet link: this magnet link's urn:btih: is neither 40 hexadecimal digits nor 32 base32 characters")]
    [InlineData("@nowhere.txt", "@nowhere.txt: no such file")]
    [InlineData("", "'': not a file name")]
    public async Task What_is_no_target_is_told_apart(string item, string expected) =>
        Assert.Equal(expected, Assert.Single((await ReadAsync(item)).Problems).ToString());

    [Fact]
    public async Task A_full_v2_infohash_is_shown_the_way() =>
        Assert.Contains("urn:btmh:1220", Assert.Single((await ReadAsync(new string('a', 64))).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_folder_and_an_empty_list_are_problems()
    {
        Directory.CreateDirectory(_folder["empty"]);
        var list = _folder.Write("list", "# nothing\n");

        var set = await ReadAsync(_folder["empty"], "@" + list, "@" + _folder["empty"]);

        Assert.Equal(
            [$"{_folder["empty"]}: holds no *.torrent file", $"{list}: names no target", $"@{_folder["empty"]}: is a folder: give it without '@'"],
            set.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task A_list_inside_a_list_and_a_binary_list_are_problems()
    {
        var list = _folder.Write("list", $"@other\n-\nbin\0ary\n{new string('x', 70_000)}\n");

        var set = await ReadAsync("@" + list);

        Assert.Equal(
            [
                $"{list} line 1: @other: a list cannot name another list",
                $"{list} line 2: -: a list cannot name another list",
                $"{list} line 3: not text: a torrent file is given without '@'",
                $"{list} line 4: longer than 65536 characters: not a list of targets",
            ],
            set.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public async Task A_hybrid_is_two_targets()
    {
        var hybrid = A with { ExtraInfo = [("meta version", 2), ("file tree", new[] { ("a", (object)new[] { ("", (object)new[] { ("length", (object)1) }) }) })] };

        var set = await ReadAsync(_folder.Write("h.torrent", hybrid.ToBytes()));

        Assert.Equal([false, true], set.Targets.Select(target => target.FullV2Hash is not null));
    }

    private static Task<TargetSet> ReadAsync(params string[] arguments) => TargetSet.ReadAsync(arguments, Stream.Null, default);

    private static IEnumerable<string> Trackers(TargetSet set, int target) => set.Targets[target].Trackers.Entries.Select(entry => entry.Url.Reveal());
}
