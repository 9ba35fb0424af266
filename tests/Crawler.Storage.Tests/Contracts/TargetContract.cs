using Crawler.Protocol.Metainfo;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class TargetContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly Target Target = new()
    {
        InfoHash = Some.Hash(1),
        FullV2Hash = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(),
        Name = "a name \u0000 with everything 😀",
        Source = "list.txt",
        Size = 123,
        Trackers = Some.Tiers([Some.Tracker], [Some.SecretTracker]),
    };

    [Fact]
    public async Task Registering_twice_is_registering_once()
    {
        await Store.RegisterAsync([Target, Target]);
        await Store.RegisterAsync([Target]);
        await using var next = Test.Open();
        await next.RegisterAsync([Target]);

        await using var db = Test.OpenDb();
        Assert.Equal((1, 2, 2, 2), (await db.Torrents.CountAsync(), await db.Trackers.CountAsync(), await db.TrackerSecrets.CountAsync(), await db.TorrentTrackers.CountAsync()));
        var torrent = await db.Torrents.SingleAsync();
        Assert.Equal((Target.InfoHash, "a name \uFFFD with everything 😀", "list.txt", 123L), (torrent.InfoHash, torrent.Name, torrent.Source, torrent.Size));
        Assert.Equal(Target.FullV2Hash!.Value.ToArray(), torrent.V2Hash);
    }

    [Fact]
    public async Task What_is_not_known_the_second_time_is_kept_and_what_is_new_is_added()
    {
        await Store.RegisterAsync([Target]);
        await Store.RegisterAsync([Some.Target(1, [Some.YetAnotherTracker], [], [Some.OtherTracker, Some.Tracker]) with { Name = "better" }]);

        var torrent = Assert.Single(await TorrentsAsync());
        Assert.Equal(("better", "list.txt", 123L), (torrent.Name, torrent.Source, torrent.Size));
        Assert.Equal(
            [("udp://yet.another.example:1337/announce", 0, 0), ("https://private.example/***/announce", 1, 0), ("http://other.example/announce", 1, 0), ("udp://tracker.example:6969/announce", 1, 1)],
            torrent.Trackers.Select(tracker => (tracker.Tracker, tracker.Tier!.Value, tracker.Position!.Value)));
    }

    [Fact]
    public async Task Registering_again_keeps_the_schedule()
    {
        await Store.AppendAsync(Some.Batch(1) with { Entries = [new LogEntry(Some.Announce(0), Some.Schedule(1800))] });
        await Store.RegisterAsync([Target]);

        var trackers = (await Store.LoadSchedulesAsync([Target.InfoHash]))[Target.InfoHash];
        Assert.Equal(Some.Schedule(1800), Assert.Single(trackers[0].Schedules) with { AsOf = null });
    }

    [Fact]
    public async Task A_target_given_twice_in_one_call_is_joined_and_the_last_counts()
    {
        await Store.RegisterAsync(
        [
            Some.Target(1, [Some.Tracker]) with { Name = "first", Size = 5 },
            Some.Target(2, [Some.Tracker]),
            Some.Target(1, [Some.OtherTracker, Some.Tracker]) with { Name = "last" },
        ]);

        var torrent = Assert.Single(await TorrentsAsync(Some.Hash(1)));
        Assert.Equal(("last", 5L), (torrent.Name, torrent.Size));
        Assert.Equal([(0, 0), (0, 1)], torrent.Trackers.Select(tracker => (tracker.Tier!.Value, tracker.Position!.Value)));
        Assert.Equal(2, (await TorrentsAsync()).Count);
    }

    [Fact]
    public async Task Nodes_that_register_and_append_the_same_at_once_agree()
    {
        await using var other = Test.Open();
        Target[] targets = [.. Enumerable.Range(0, 300).Select(i => Target with { InfoHash = Some.Hash(i), Name = $"torrent {i}" })];

        await Task.WhenAll(
            Task.Run(() => Store.RegisterAsync(targets)),
            Task.Run(() => other.RegisterAsync([.. targets.Reverse()])),
            Task.Run(() => other.AppendAsync(Some.Batch(1, [.. targets.Select(target => Some.Announce(0) with { InfoHash = target.InfoHash })]))));

        var torrents = await TorrentsAsync();
        Assert.Equal(300, torrents.Count);
        Assert.All(torrents, torrent => Assert.Equal(2, torrent.Trackers.Count));
    }

    [Fact]
    public async Task A_passkey_is_in_the_secrets_alone()
    {
        await Store.RegisterAsync([Target]);
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0) with
        {
            Tracker = Some.SecretTracker,
            Outcome = Protocol.Attempts.AttemptOutcome.Refused,
            ErrorText = $"unknown passkey {Some.Passkey}",
            Reply = null,
        }));

        await using var db = Test.OpenDb();
        Assert.Contains(await db.TrackerSecrets.ToListAsync(), secret => secret.Url.Contains(Some.Passkey));
        Assert.All(await db.Trackers.ToListAsync(), tracker => Assert.DoesNotContain(Some.Passkey, $"{tracker.Host}{tracker.RedactedPath}"));
        Assert.Equal("unknown passkey ***", Assert.Single(await LogAsync()).Error);
        var report = (await TorrentsAsync())[0].Trackers.Single(tracker => tracker.Attempts > 0);
        Assert.Equal(("https://private.example/***/announce", "unknown passkey ***"), (report.Tracker, report.LastError));
        Assert.DoesNotContain(await Store.ReportTrackersAsync(), tracker => tracker.ToString().Contains(Some.Passkey));
        Assert.Equal(Some.SecretTracker, (await Store.LoadSchedulesAsync([Target.InfoHash]))[Target.InfoHash][1].Entry.Url);
    }

    public sealed class OnPostgres() : TargetContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : TargetContract(TestSqlite.CreateAsync);
}
