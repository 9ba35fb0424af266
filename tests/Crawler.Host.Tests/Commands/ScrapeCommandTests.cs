using Crawler.Host.Terminal;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.Host.Tests.Commands;

public sealed class ScrapeCommandTests : IDisposable
{
    private const string Known = "0123456789abcdef0123456789abcdef01234567";
    private const string Unknown = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Counts_are_a_table_and_an_absent_count_is_no_zero()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files((Known, 12, 3))));

        var run = await CommandLine.RunAsync("scrape", "--tracker", tracker.AnnounceUrl, "--allow-private", $"magnet:?xt=urn:btih:{Known}&dn=Sample", Unknown);

        Assert.Equal(
            $"""
            {tracker.AnnounceUrl}
            INFOHASH                                  SEEDERS  LEECHERS  DOWNLOADED  NAME
            {Known}       12         3           -  Sample
            {Unknown}        -         -           -  (not known to this tracker)

            """,
            run.Output);
        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal("/scrape", (await tracker.NextAsync()).Path);
    }

    [Fact]
    public async Task Json_is_one_object_a_tracker()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files((Known, 12, 3))));

        var run = await CommandLine.RunAsync("scrape", "--json", "--tracker", tracker.AnnounceUrl, "--allow-private", Known, Unknown);

        Assert.Equal(
            $$"""{"tracker":"{{tracker.AnnounceUrl}}","swarms":[{"info_hash":"{{Known}}","name":null,"outcome":"ok","stage":"done","error":null,"known":true,"complete":12,"incomplete":3,"downloaded":null},{"info_hash":"{{Unknown}}","name":null,"outcome":"ok","stage":"done","error":null,"known":false,"complete":null,"incomplete":null,"downloaded":null}]}""",
            Assert.Single(run.Lines));
    }

    [Fact]
    public async Task Without_a_tracker_each_targets_first_is_asked()
    {
        await using var one = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files()));
        await using var two = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files()));
        var a = new TorrentBuilder { Name = "a", Content = [1], Announce = one.AnnounceUrl };
        var b = new TorrentBuilder { Name = "b", Content = [2], Announce = two.AnnounceUrl };
        _folder.Write("a.torrent", a.ToBytes());
        _folder.Write("b.torrent", b.ToBytes());

        var run = await CommandLine.RunAsync("scrape", "--json", "--allow-private", _folder.Path);

        Assert.Equal(2, run.Lines.Length);
        Assert.Equal([a.InfoHash], (await one.NextAsync()).InfoHashes);
        Assert.Equal([b.InfoHash], (await two.NextAsync()).InfoHashes);
    }

    [Fact]
    public async Task Lists_come_from_files_and_standard_input()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files()));
        var list = _folder.Write("list.txt", Known);

        var run = await CommandLine.RunWithInputAsync(Unknown, "scrape", "--tracker", tracker.AnnounceUrl, "--allow-private", "@" + list, "-");

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Equal([InfoHash.Parse(Known), InfoHash.Parse(Unknown)], (await tracker.NextAsync()).InfoHashes);
    }

    [Fact]
    public async Task A_refusal_is_told_once_and_is_exit_code_1()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok("scrape is off"));

        var run = await CommandLine.RunAsync("scrape", "--tracker", tracker.AnnounceUrl, "--allow-private", Known, Unknown);

        Assert.Equal((ExitCode.Failed, "", $"crawler: {tracker.AnnounceUrl} refused: scrape is off\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Bad_targets_are_named_and_the_rest_is_scraped()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Files((Known, 1, 1))));

        var run = await CommandLine.RunAsync("scrape", "--tracker", tracker.AnnounceUrl, "--allow-private", "none.torrent", Known);

        Assert.Equal("crawler: none.torrent: no such file, and no magnet link or infohash\n", run.Error);
        Assert.Contains(Known, run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
    }

    [Fact]
    public async Task A_tracker_without_a_scrape_URL_says_so()
    {
        var run = await CommandLine.RunAsync("scrape", "--tracker", "http://x.example/a", Known);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("crawler: http://x.example/a failed: this tracker has no scrape", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_speaks_UDP()
    {
        await using var tracker = FakeUdpTracker.Start();

        var run = await CommandLine.RunAsync("scrape", "--tracker", tracker.AnnounceUrl, "--allow-private", Known);

        Assert.Equal((ExitCode.Ok, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{Known}        0         0           0", run.Output, StringComparison.Ordinal);
    }

    private static byte[] Files(params (string Hash, int Complete, int Incomplete)[] swarms)
    {
        // A swarm's key is 20 raw bytes, which Bencoded's text keys cannot hold.
        var files = new List<byte> { (byte)'d' };
        foreach (var (hash, complete, incomplete) in swarms)
        {
            files.AddRange(Bencoded.Of(InfoHash.Parse(hash).ToArray()));
            files.AddRange(Bencoded.Of(new[] { ("complete", (object)complete), ("incomplete", incomplete) }));
        }

        files.Add((byte)'e');
        return Bencoded.Of(new[] { ("files", (object)new Bencoded.Verbatim([.. files])) });
    }
}
