using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage;
using Crawler.Storage.Log;
using Crawler.Storage.Retention;
using Crawler.Storage.Views;

namespace Crawler.Benchmarks.Retention;

/// <summary>
/// A year of calls to 50 trackers about 200 torrents, in a store with a cap and in a twin without: disk by month beside the
/// cap, and whether hours and days are the same in both.
/// </summary>
internal static class SimulatedYear
{
    private const int Trackers = 50;
    private const int Torrents = 200;
    private const int LooksADay = 4;
    private const int CallsALook = 50;
    private const int PeersAReply = 50;
    private const int SwarmSize = 100;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TrackerUrl[] Urls = [.. Enumerable.Range(0, Trackers).Select(i => TrackerUrl.Parse($"udp://t{i}.example:6969/announce"))];
    private static readonly InfoHash[] Hashes = [.. Enumerable.Range(1, Torrents).Select(i => InfoHash.Parse(i.ToString("x40", CultureInfo.InvariantCulture)))];

    /// <summary>Runs; 1 if the cap was exceeded or a figure differs.</summary>
    /// <param name="options">Room over an empty store in MB, the store, its twin: both empty.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        if (options is not [var mb, var one, var other] || !long.TryParse(mb, CultureInfo.InvariantCulture, out var room))
        {
            await Console.Error.WriteLineAsync("retention ROOM_MB STORE TWIN: two empty stores");
            return 2;
        }

        await using var store = StoreFactory.Open(StoreLocation.Parse(one));
        await using var twin = StoreFactory.Open(StoreLocation.Parse(other));
        await store.MigrateAsync();
        await twin.MigrateAsync();
        var cap = await store.Retention.UsedBytesAsync() + (room * 1_000_000);
        var policy = new RetentionPolicy(null, null, null, cap);
        var (random, clock, highest, dropped, keeping) = (new Random(1), Stopwatch.StartNew(), 0L, 0, TimeSpan.Zero);
        Console.WriteLine($"cap {cap / 1e6:0.0} MB");
        Console.WriteLine("| month | MB at its end | highest so far | days dropped so far | twin, MB |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (var look = 0; look < 365 * LooksADay; look++)
        {
            var day = look / LooksADay;
            var batch = new LogBatch { Writer = "year", Sequence = look + 1, CampaignId = 1, Entries = [.. Enumerable.Range(0, CallsALook).Select(_ => new LogEntry(Call(random, day)))] };
            foreach (var each in new[] { store, twin })
            {
                await each.AppendAsync(batch);
                await each.MergeAsync();
                await each.RollAsync();
            }

            highest = Math.Max(highest, await store.Retention.UsedBytesAsync());
            var began = clock.Elapsed;
            dropped += (await store.KeepAsync(policy, Start.AddDays((look + 1.0) / LooksADay))).Done.Sum(step => step.Days);
            keeping += clock.Elapsed - began;
            var now = Start.AddDays(day);
            if (look % LooksADay == LooksADay - 1 && now.AddDays(1).Month != now.Month)
                Console.WriteLine($"| {now:yyyy-MM} | {await store.Retention.UsedBytesAsync() / 1e6:0.0} | {highest / 1e6:0.0} | {dropped} | {await twin.Retention.UsedBytesAsync() / 1e6:0.0} |");
        }

        var (mine, its) = (await FiguresAsync(store), await FiguresAsync(twin));
        Console.WriteLine($"hours and days through pages' queries: {mine.Count} figures, SHA-256 {mine.Hash}; of the twin {its.Count}, {its.Hash}: {(mine == its ? "the same" : "DIFFERENT")}");
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s in all, {keeping.TotalMilliseconds / (365 * LooksADay):0} ms a look to keep to the cap; highest {highest / (double)cap:P1} of the cap");
        return mine == its && highest <= cap ? 0 : 1;
    }

    private static async Task<(int Count, string Hash)> FiguresAsync(ICrawlStore store)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        var year = new TimeWindow(Start.AddDays(-1), Start.AddDays(366), TimeSpan.FromHours(1));
        foreach (var tracker in (await store.Views.TrackersAsync(Start.AddDays(365))).OrderBy(tracker => tracker.Url.ToString(), StringComparer.Ordinal))
        {
            Add(tracker.Day);
            Add(tracker.Month);
            foreach (var point in await store.Views.TrackerCourseAsync(tracker.Id, year)) Add(point);
            foreach (var point in await store.Views.TrackerCourseAsync(tracker.Id, year with { Step = TimeSpan.FromDays(1) })) Add(point);
            foreach (var beat in (await store.Views.BeatsAsync([tracker.Id], year))[tracker.Id]) Add(beat);
        }

        return (count, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);

        void Add<T>(T figure)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(figure));
            count++;
        }
    }

    private static Attempt Call(Random random, int day)
    {
        var torrent = random.Next(Torrents);
        var outcome = random.Next(10) switch { 0 => AttemptOutcome.Timeout, 1 => AttemptOutcome.Unknown, _ => AttemptOutcome.Ok };
        var peers = new byte[PeersAReply * PeerEndpoint.CompactLengthV4];
        for (var i = 0; i < PeersAReply; i++)
        {
            var member = random.Next(SwarmSize);
            byte[] peer = [45, (byte)torrent, (byte)(member / 250), (byte)(1 + (member % 250)), 0x1A, 0xE1];
            peer.CopyTo(peers, i * PeerEndpoint.CompactLengthV4);
        }

        var attempt = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = Hashes[torrent],
            Tracker = Urls[torrent % Trackers],
            At = Start.AddDays(day).AddMilliseconds(random.Next(86_400_000)),
            Address = IPAddress.Parse("1.1.1.1"),
            Family = AddressFamily.InterNetwork,
            Outcome = AttemptOutcome.Ok,
            Stage = AttemptStage.Done,
            Transmissions = 1,
        };
        return outcome != AttemptOutcome.Ok ? attempt.Failed(AttemptStage.Connect, outcome, "no answer") : attempt with
        {
            RoundTrip = TimeSpan.FromMilliseconds(random.Next(10, 500)),
            Reply = new AnnounceReply { Complete = random.Next(100), Incomplete = random.Next(100), Peers = new PeerList(peers, []) },
        };
    }
}
