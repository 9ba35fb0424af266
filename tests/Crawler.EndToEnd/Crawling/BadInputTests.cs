using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Postgres;
using Crawler.Lab.Torrents;

namespace Crawler.EndToEnd.Crawling;

/// <summary>Whatever cannot be used: one clear line, an exit code, and nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Good = "0123456789abcdef0123456789abcdef01234567";
    private static readonly TorrentBuilder Torrent = new() { Name = "bad-input.bin" };

    private readonly PrivateFolder _folder = new();

    public BadInputTests()
    {
        _folder.Write("text.torrent", "hello");
        _folder.Write("cut.torrent", (Torrent with { Announce = "http://tracker.example/announce" }).ToBytes()[..200]);
        _folder.Write("empty.torrent", "");
        _folder.Write("no-tracker.torrent", Torrent.ToBytes());
        _folder.Write("empty-list.torrent", (Torrent with { AnnounceList = [[], []] }).ToBytes());
        _folder.Write("gopher.torrent", (Torrent with { Announce = "gopher://tracker.example/announce" }).ToBytes());
        Directory.CreateDirectory(_folder["nothing-in-it"]);
    }

    [Theory]
    [InlineData("text.torrent", "bencode")]
    [InlineData("cut.torrent", "not a whole torrent")]
    [InlineData("empty.torrent", "empty")]
    [InlineData("no-tracker.torrent", "--tracker URL")]
    [InlineData("empty-list.torrent", "announce list is empty")]
    [InlineData("gopher.torrent", "none of its trackers can be used")]
    [InlineData("missing.torrent", "no such file")]
    [InlineData("nothing-in-it", "holds no *.torrent")]
    public Task A_target_that_cannot_be_used(string name, string says) => RefusedAsync(says, "crawl", _folder[name], "--store", _folder["new.db"]);

    [Theory]
    [InlineData("no tracker", Good)]
    [InlineData("PORT", Good, "--tracker", "http://127.0.0.1:1/", "--port", "0")]
    [InlineData("65536", Good, "--tracker", "http://127.0.0.1:1/", "--port", "65536")]
    [InlineData("high", Good, "--tracker", "http://127.0.0.1:1/", "--port", "high")]
    [InlineData("--for", Good, "--tracker", "http://127.0.0.1:1/", "--for", "soon")]
    [InlineData("lacks a unit", Good, "--tracker", "http://127.0.0.1:1/", "--for", "10")]
    [InlineData("no time at all", Good, "--tracker", "http://127.0.0.1:1/", "--for", "0s")]
    [InlineData("-5m", Good, "--tracker", "http://127.0.0.1:1/", "--for", "-5m")]
    [InlineData("longer than", Good, "--tracker", "http://127.0.0.1:1/", "--for", "400d")]
    [InlineData("gopher", Good, "--tracker", "gopher://127.0.0.1:1/")]
    [InlineData("--allow", Good, "--tracker", "http://127.0.0.1:1/", "--allow", "300.1.2.3/8")]
    [InlineData("--fro", Good, "--tracker", "http://127.0.0.1:1/", "--fro", "10m")]
    [InlineData("TARGET")]
    public Task A_command_line_that_makes_no_sense(string says, params string[] arguments) =>
        RefusedAsync(says, ["crawl", .. arguments, "--store", _folder["new.db"]]);

    [Theory]
    [InlineData("cannot reach", "postgres://127.0.0.1:1/crawler")]
    [InlineData("is not an SQLite database", "FOLDER/text.torrent")]
    [InlineData("cannot write", "FOLDER/text.torrent/new.db")]
    [InlineData("cannot be opened", "FOLDER/nothing-in-it")]
    [InlineData("location", "mysql://localhost/crawler")]
    public Task A_store_that_cannot_be_used(string says, string store) => RefusedAsync(
        says, "crawl", Good, "--tracker", "http://127.0.0.1:1/", "--store", store.Replace("FOLDER", _folder[""].TrimEnd('/')));

    [Fact]
    public async Task A_store_that_has_no_room()
    {
        // Fails every write as a full disk does.
        await RefusedAsync("/dev/full", "crawl", Good, "--tracker", "http://127.0.0.1:1/", "--store", "/dev/full");
    }

    [Fact]
    public async Task A_wrong_password()
    {
        await using var server = await PrivatePostgres.StartAsync();
        await StoredCrawl.Postgres(server.ConnectionString).QueryAsync("CREATE ROLE crawler LOGIN PASSWORD 'right'");
        var store = server.ConnectionString.Replace("Username=postgres", "Username=crawler;Password=wrong-and-private");

        var said = await RefusedAsync("wrong password", "crawl", Good, "--tracker", "http://127.0.0.1:1/", "--store", store);

        Assert.DoesNotContain("wrong-and-private", said);
    }

    [Fact]
    public async Task Several_bad_targets_are_told_one_by_one()
    {
        var said = await CommandLine.RunAsync("crawl", _folder["text.torrent"], _folder["missing.torrent"], "--store", _folder["new.db"]);

        var lines = said.Error.TrimEnd('\n').Split('\n');
        Assert.Equal((2, ""), (said.ExitCode, said.Output));
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("crawler: ", line));
        Assert.False(File.Exists(_folder["new.db"]));
    }

    [Theory]
    [InlineData("report")]
    [InlineData("db", "status")]
    public Task Reading_a_store_that_is_not_there_makes_none(params string[] verb) =>
        RefusedAsync("there is no store", allowOutput: true, [.. verb, "--store", _folder["new.db"]]);

    public void Dispose() => _folder.Dispose();

    private Task<string> RefusedAsync(string says, params string[] arguments) => RefusedAsync(says, allowOutput: false, arguments);

    private async Task<string> RefusedAsync(string says, bool allowOutput, string[] arguments)
    {
        var before = Content();
        var said = await CommandLine.RunAsync(arguments);

        Assert.NotEqual(0, said.ExitCode);
        if (!allowOutput) Assert.Equal("", said.Output);
        var line = Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("crawler: ", line);
        Assert.Contains(says, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("unexpected", line);
        Assert.Equal(before, Content());
        return line;
    }

    /// <summary>All that lies in the folder, with its size.</summary>
    private IEnumerable<string> Content() => Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? new FileInfo(path).Length : 0)}")
        .ToList();
}
