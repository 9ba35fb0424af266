using Crawler.Actors;
using Crawler.Actors.Torrents;
using Crawler.Host.Crawling;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;

namespace Crawler.Host.Tests.Crawling;

/// <summary><c>kill -9</c> as it looks afterwards: a copy of what was on disk while the crawl was going.</summary>
public sealed class KilledCrawlTests : IDisposable
{
    private static readonly InfoHash Hash = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567");

    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tracker_whose_answer_was_lost_is_not_called_early_by_whoever_resumes()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Interval = 60 }));
        await using (await OpenAsync("killed.db"))
        {
        }

        // The store as it was before any answer reached it, the state as it was once the call was made.
        File.Copy(_folder["killed.db"], _folder["resumed.db"]);
        await CrawlAsync("killed.db", async () =>
        {
            await tracker.NextAsync();
            var from = Directory.CreateDirectory(Path.Combine(_folder["state"], NameOf("killed.db"))).FullName;
            var to = Directory.CreateDirectory(Path.Combine(_folder["state"], NameOf("resumed.db"))).FullName;
            File.Copy(Path.Combine(from, "calls.journal"), Path.Combine(to, "calls.journal"));
        }, tracker.AnnounceUrl);

        var calls = tracker.Requests.Count;
        await using var fresh = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        // That the new one is called shows that the other had its chance.
        var board = await CrawlAsync("resumed.db", () => fresh.NextAsync(), tracker.AnnounceUrl, fresh.AnnounceUrl);

        Assert.Equal(calls, tracker.Requests.Count);
        var session = board.Torrents.Single().Trackers.Select(status => status.Session).Single(session => session.Url.ToString() == tracker.AnnounceUrl);
        Assert.True(session.DueAt > DateTimeOffset.UtcNow.AddMinutes(25), "an unknown answer binds for the usual half hour");
    }

    [Fact]
    public async Task What_waited_on_disk_is_delivered_before_anything_is_called_and_a_clean_end_leaves_no_journal()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Interval = 1800 }));
        await using (await OpenAsync("first.db"))
        {
        }

        File.Copy(_folder["first.db"], _folder["second.db"]);
        await CrawlAsync("first.db", () => tracker.NextAsync(), tracker.AnnounceUrl);
        var state = Path.Combine(_folder["state"], NameOf("first.db"));
        Assert.Equal(["lock"], Directory.GetFiles(state).Select(Path.GetFileName));

        // What the first crawl wrote, as if it had found its store away.
        await using (var store = await OpenAsync("first.db"))
        {
            var known = (await store.LoadSchedulesAsync([Hash]))[Hash].Single();
            using var spool = DiskSpool.Open(Path.Combine(_folder["state"], NameOf("second.db"), "spool"));
            var attempt = new Attempt
            {
                Kind = AttemptKind.Announce,
                InfoHash = Hash,
                Tracker = known.Entry.Url,
                At = known.Schedules[0].AsOf!.Value,
                Stage = AttemptStage.Done,
                Outcome = AttemptOutcome.Ok,
            };
            spool.Append(
                new LogBatch { Writer = "first", Sequence = 1, CampaignId = 1, Entries = [new LogEntry(attempt, known.Schedules[0])] },
                DateTimeOffset.UtcNow);
        }

        var calls = tracker.Requests.Count;
        await using var fresh = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        await CrawlAsync("second.db", () => fresh.NextAsync(), tracker.AnnounceUrl, fresh.AnnounceUrl);
        Assert.Equal(calls, tracker.Requests.Count);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder["state"], NameOf("second.db"), "spool")));
    }

    private string NameOf(string database) => StateFolder.NameOf(StoreLocation.Parse(_folder[database]), "crawl");

    private async Task<ICrawlStore> OpenAsync(string database)
    {
        var store = StoreFactory.Open(StoreLocation.Parse(_folder[database]));
        await store.MigrateAsync();
        return store;
    }

    private async Task<CrawlBoard> CrawlAsync(string database, Func<Task> until, params string[] trackers)
    {
        await using var store = await OpenAsync(database);
        var settings = new CrawlSettings { Identity = AnnounceIdentity.NewRandom(6881, 50), Families = AddressFamilies.V4 };
        var network = new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) };
        var run = new CrawlRun(store, settings, network, TimeProvider.System) { State = new StatePlace(_folder["state"], new SpoolOptions()) };
        using var end = new CancellationTokenSource();
        var target = new Target { InfoHash = Hash, Trackers = AnnounceTiers.Of(trackers.Select(url => new[] { url })) };
        var running = run.RunAsync("crawl", [target], null, new UntilView(), end.Token);
        await Task.WhenAny(running, until());
        await end.CancelAsync();
        return (await running).Board;
    }

    private sealed class UntilView : ICrawlView
    {
        public Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
        {
            var over = new TaskCompletionSource();
            until.Register(over.SetResult);
            return over.Task;
        }
    }
}
