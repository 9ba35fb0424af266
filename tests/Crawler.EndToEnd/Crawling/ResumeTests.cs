using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;

namespace Crawler.EndToEnd.Crawling;

public class ResumeTests
{
    private static readonly TorrentBuilder Torrent = new() { Name = "resume.bin" };

    [Fact]
    public async Task A_second_crawl_keeps_to_what_the_tracker_told_the_first()
    {
        await using var tracker = FakeHttpTracker.Start(_ =>
            FakeResponse.Ok(new AnnounceBody { Interval = 1800, MinInterval = 900, TrackerId = "ID +&%/" }));
        await using var polled = FakeUdpTracker.Start();
        await using var fresh = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var folder = new PrivateFolder();
        await CrawlUntilAsync(folder, () => tracker.Requests.Count == 1 && Announces(polled) == 1, tracker.AnnounceUrl, polled.AnnounceUrl);
        var before = (tracker.Requests.Count, polled.Packets.Count);

        // Within the floors only a tracker that is new is called; that it was shows that the others had their chance.
        await CrawlUntilAsync(folder, () => fresh.Requests.Count == 1, tracker.AnnounceUrl, polled.AnnounceUrl, fresh.AnnounceUrl);

        Assert.Equal(before, (tracker.Requests.Count, polled.Packets.Count));
        var report = await Report.OfAsync(folder["crawl.db"]);
        Assert.Equal([2, 2, 2], new[] { tracker.AnnounceUrl, polled.AnnounceUrl, fresh.AnnounceUrl }.Select(url => report.OfPair(url).GetProperty("attempts").GetInt32()));
        Assert.All(
            new[] { tracker.AnnounceUrl, polled.AnnounceUrl },
            url => Assert.True(report.OfPair(url).GetProperty("due_at").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(10)));

        // As if the floor had passed: a quarter of an hour is too long for a test.
        await StoredCrawl.Sqlite(folder["crawl.db"]).QueryAsync("UPDATE schedule SET not_before = 1, due_at = 1");
        await CrawlUntilAsync(folder, () => tracker.Requests.Count == 3, tracker.AnnounceUrl, polled.AnnounceUrl);

        Assert.Equal(
            [("started", null), ("stopped", "ID +&%/"), ("started", "ID +&%/"), ("stopped", "ID +&%/")],
            tracker.Requests.Select(call => (call.Text("event"), call.Text("trackerid"))));
    }

    private static int Announces(FakeUdpTracker tracker) => tracker.Packets.Count(packet => packet.Announce is not null);

    private static async Task CrawlUntilAsync(PrivateFolder folder, Func<bool> condition, params string[] trackers)
    {
        await using var crawler = CrawlerProcess.Start(
            ["crawl", $"{Torrent.InfoHash}", "--allow-private", "--for", "2m", "--store", folder["crawl.db"], .. trackers.SelectMany(url => (string[])["--tracker", url])]);
        await crawler.UntilAsync(condition, "the trackers are called");
        var ended = await crawler.InterruptAsync();
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
    }
}
