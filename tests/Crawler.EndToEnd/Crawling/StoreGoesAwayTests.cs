using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Crawling;

public class StoreGoesAwayTests
{
    private const string Trouble = "waiting for the store";

    private static readonly TorrentBuilder Torrent = new() { Name = "store-goes-away.bin" };
    private static readonly PeerEndpoint Early = PeerEndpoint.From(new([10, 1, 1, 1]), 1111);
    private static readonly PeerEndpoint Late = PeerEndpoint.From(new([10, 2, 2, 2]), 2222);

    [Fact]
    public async Task When_it_comes_back_nothing_is_lost()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var (ended, trackers) = await CrawlAsync(database, async crawler =>
        {
            await database.OpenAsync();
            // Tried again after at most ten seconds.
            var store = StoredCrawl.Postgres(database.ConnectionString);
            await Eventually.HoldsAsync(async () => await store.NumberAsync("SELECT COUNT(*) FROM announce") == 2, "the late answer is stored");
        });

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal((2, 2), trackers);
        var store = StoredCrawl.Postgres(database.ConnectionString);
        Assert.Equal(4, (await store.CallsAsync()).Count);
        Assert.Equal(new[] { Early, Late }.Select(Pseudonyms.Of).Order(), (await store.PeersAsync()).Order());
    }

    [Fact]
    public async Task When_it_stays_away_the_next_crawl_delivers_what_is_on_disk()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var (ended, trackers) = await CrawlAsync(database, _ => Task.CompletedTask);

        Assert.Equal(1, ended.ExitCode);
        // The trackers are told goodbye whatever the store does; one answer and two goodbyes wait on disk.
        Assert.Equal((2, 2), trackers);
        Assert.Contains("3 observations wait in ", ended.Error);
        Assert.Contains("the next crawl of this campaign delivers them", ended.Error);
        Assert.All(ended.Error.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("crawler: ", line));

        await database.OpenAsync();
        var store = StoredCrawl.Postgres(database.ConnectionString);
        Assert.Equal(1, await store.NumberAsync("SELECT COUNT(*) FROM announce"));
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        await using var next = CrawlerProcess.Start("crawl", $"{Torrent.InfoHash}", "--allow-private", "--for", "2m", "--store", database.ConnectionString, "--tracker", tracker.AnnounceUrl);
        await next.UntilAsync(() => tracker.Requests.Count > 0, "the next crawl calls its tracker");
        // By then what was on disk is in the store.
        Assert.Equal(4, await store.NumberAsync("SELECT COUNT(*) FROM announce"));
        Assert.Equal((0, ""), await next.InterruptAsync() is var end ? (end.ExitCode, end.Error) : default);
        Assert.Equal(new[] { Early, Late }.Select(Pseudonyms.Of).Order(), (await store.PeersAsync()).Order());
    }

    /// <summary>One tracker answers while the store is there, the other while it is away.</summary>
    private static async Task<(CrawlerProcess.Ended Ended, (int Prompt, int Slow) Requests)> CrawlAsync(
        PostgresDatabase database, Func<CrawlerProcess, Task> beforeTheEnd)
    {
        var away = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var prompt = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Peers = [Early] }));
        await using var slow = FakeHttpTracker.Start(async _ =>
        {
            await away.Task;
            return FakeResponse.Ok(new AnnounceBody { Peers = [Late] });
        });
        await using var crawler = CrawlerProcess.Start(
            "crawl", $"{Torrent.InfoHash}", "--allow-private", "--for", "2m", "--store", database.ConnectionString,
            "--tracker", prompt.AnnounceUrl, "--tracker", slow.AnnounceUrl);
        var store = StoredCrawl.Postgres(database.ConnectionString);
        await crawler.UntilAsync(() => crawler.Output.Contains(" ok "), "the prompt tracker has answered");
        await Eventually.HoldsAsync(async () => await store.NumberAsync("SELECT COUNT(*) FROM sighting") == 1, "its answer is stored and merged");

        await database.CloseAsync();
        away.SetResult();
        await crawler.UntilAsync(() => crawler.Output.Contains(Trouble), "the trouble is shown");
        await beforeTheEnd(crawler);
        var ended = await crawler.InterruptAsync(TimeSpan.FromSeconds(15));
        return (ended, (prompt.Requests.Count, slow.Requests.Count));
    }
}
