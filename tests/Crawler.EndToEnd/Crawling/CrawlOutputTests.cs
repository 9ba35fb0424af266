using System.Text.Json;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Trackers;

namespace Crawler.EndToEnd.Crawling;

public class CrawlOutputTests
{
    private const string InfoHash = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public async Task With_json_the_result_alone_goes_to_standard_output()
    {
        await using var good = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        await using var refusing = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = "no", Peers = null }));
        using var folder = new PrivateFolder();
        await using var crawler = CrawlerProcess.Start(
            "crawl", InfoHash, "--json", "--allow-private", "--for", "2m", "--store", folder["crawl.db"],
            "--tracker", good.AnnounceUrl, "--tracker", refusing.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Error.Contains(" ok ") && crawler.Error.Contains(" refused "), "both calls are told on standard error");

        var ended = await crawler.InterruptAsync();

        var line = Assert.Single(ended.Output.TrimEnd('\n').Split('\n'));
        var summary = JsonDocument.Parse(line).RootElement;
        Assert.Equal((1, 2, 3), (Number("torrents"), Number("trackers"), Number("attempts")));
        Assert.Equal((3, 0), (Number("stored"), Number("lost")));
        Assert.Equal("""{"ok":2,"refused":1}""", summary.GetProperty("outcomes").GetRawText());
        Assert.Equal(3, ended.Error.TrimEnd('\n').Split('\n').Length);

        int Number(string name) => summary.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task It_ends_by_itself_when_the_time_is_over()
    {
        await using var good = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var folder = new PrivateFolder();
        await using var crawler = CrawlerProcess.Start(
            "crawl", InfoHash, "--allow-private", "--for", "1s", "--store", folder["crawl.db"], "--tracker", good.AnnounceUrl);

        var ended = await crawler.EndsAsync();

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(1, await StoredCrawl.Sqlite(folder["crawl.db"]).NumberAsync("SELECT COUNT(*) FROM campaign WHERE ended_at IS NOT NULL"));
    }

    [Fact]
    public async Task It_can_be_told_to_go_on_for_months()
    {
        await using var good = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var folder = new PrivateFolder();
        // Longer than .NET's timers can do.
        await using var crawler = CrawlerProcess.Start(
            "crawl", InfoHash, "--allow-private", "--for", "60d", "--store", folder["crawl.db"], "--tracker", good.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Output.Contains(" ok "), "the tracker answered");

        var ended = await crawler.InterruptAsync();

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
    }

    [Fact]
    public async Task A_private_tracker_is_refused_clearly_unless_allowed()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var folder = new PrivateFolder();
        await using var crawler = CrawlerProcess.Start(
            "crawl", InfoHash, "--for", "2m", "--store", folder["crawl.db"], "--tracker", tracker.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Output.Contains(" blocked "), "the refusal is shown");

        var ended = await crawler.InterruptAsync();

        Assert.Contains("--allow-private", ended.Output);
        Assert.Empty(tracker.Requests);
    }
}
