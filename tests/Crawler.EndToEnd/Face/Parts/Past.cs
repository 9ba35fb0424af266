using System.Net.Sockets;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Statistics.Sizes;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;

namespace Crawler.EndToEnd.Face.Parts;

/// <summary>
/// A month of calls written into a store as a crawl would have, so that pages have something to show: trackers that fail in
/// their own ways, swarms that breathe, and an outage of our own. Made up, the same on every run but for the time it ends at.
/// </summary>
internal static class Past
{
    /// <summary>How long it is.</summary>
    public const int Hours = 30 * 24;

    private const int TrackersOfASwarm = 4;
    private const int HoursBetweenCalls = 2;
    private const int HoursBetweenEstimates = 6;

    /// <summary>Writes it, merged and rolled up.</summary>
    public static async Task WriteAsync(string location, DateTimeOffset now)
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(location));
        await store.MigrateAsync();
        await store.Addresses.AgreeAsync(Pseudonyms.Regime(now));
        await store.RegisterAsync([.. PastSwarm.All.Select((swarm, i) => new Target
        {
            InfoHash = swarm.InfoHash,
            Name = swarm.Name,
            Size = swarm.Content,
            Source = "releases.txt",
            Trackers = AnnounceTiers.Of([.. TrackersOf(i).Select(tracker => new[] { PastTracker.All[tracker].Url })]),
        })]);
        var campaign = await store.Campaigns.OpenAsync(new Campaign
        {
            Name = "releases",
            Why = "How large are the swarms of this year's releases?",
            Contact = "swarms@example.org",
            Manifest = """{"targets":{"infohashes":9},"rates":{"per_host":{"per_second":20,"burst":50}},"schedule":{"every":"2h"}}""",
            ConfigHash = "1d0c5a",
            Version = "0.1.0",
            Vantage = "north",
            StartedAt = now.AddHours(-Hours),
        });
        var random = new Random(20261101);
        for (var day = 0; day * 24 < Hours; day++)
        {
            var hours = Enumerable.Range(0, 24).Select(hour => (double)(Hours - day * 24 - hour)).ToList();
            await store.AppendAsync(new LogBatch
            {
                Writer = "the past",
                Sequence = day + 1,
                CampaignId = campaign,
                Entries = [.. hours.SelectMany(ago => CallsOf(ago, now, random))],
                Estimates = [.. hours.Where(ago => ago % HoursBetweenEstimates == 0).SelectMany(ago => PastSwarm.All.Select(swarm => EstimateOf(swarm, ago, now, random)))],
            });
        }

        await store.Campaigns.EndAsync(campaign, now.AddMinutes(-30));
        await store.MergeAsync();
        await store.RollAsync();
    }

    private static IEnumerable<int> TrackersOf(int swarm) => Enumerable.Range(0, TrackersOfASwarm).Select(i => (swarm * 3 + i * 2 + swarm / 4) % PastTracker.All.Count).Distinct();

    private static IEnumerable<LogEntry> CallsOf(double hoursAgo, DateTimeOffset now, Random random) =>
        from swarm in PastSwarm.All.Select((swarm, i) => (Of: swarm, Number: i))
        where (int)(hoursAgo + swarm.Number) % HoursBetweenCalls == 0
        from tracker in TrackersOf(swarm.Number)
        let ago = hoursAgo - random.NextDouble() * 0.9
        select new LogEntry(Call(swarm.Of, tracker, ago, now.AddHours(-ago), random));

    private static Attempt Call(PastSwarm swarm, int number, double ago, DateTimeOffset at, Random random)
    {
        var tracker = PastTracker.All[number];
        var outcome = tracker.At(ago, random);
        var call = new Attempt
        {
            Kind = AttemptKind.Announce,
            InfoHash = swarm.InfoHash,
            Tracker = tracker.Parsed,
            NumWant = 200,
            At = at,
            Address = tracker.Address,
            Family = tracker.Address.AddressFamily,
            Stage = AttemptStage.Done,
            Outcome = outcome,
            Transmissions = 1,
        };
        if (outcome != AttemptOutcome.Ok) return call with { Stage = AttemptStage.Request, ErrorText = Words(outcome) };
        var size = swarm.SizeAt(ago);
        return call with
        {
            RoundTrip = TimeSpan.FromMilliseconds(tracker.Milliseconds * (0.8 + 0.25 * (1 + Math.Sin(ago / 24 * 2 * Math.PI)) + Math.Pow(random.NextDouble(), 6))),
            BytesReceived = 320,
            IntervalAsked = 1800,
            MinIntervalAsked = 900,
            Reply = new AnnounceReply
            {
                Interval = 1800,
                MinInterval = 900,
                Complete = (long)(size * 0.62 * (0.9 + 0.1 * number / 10)),
                Incomplete = (long)(size * 0.3 * (0.9 + 0.1 * number / 10)),
                Peers = swarm.Peers(ago, number, random),
            },
        };
    }

    private static string Words(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Refused => "<b>too many requests</b>, come back later",
        AttemptOutcome.Unknown => "the uplink was down",
        AttemptOutcome.Overloaded => "503 Service Unavailable",
        AttemptOutcome.HttpError => "502 Bad Gateway",
        AttemptOutcome.TlsFailed => "the certificate has expired",
        AttemptOutcome.ConnectFailed => "connection refused",
        _ => "no answer within 30 s",
    };

    private static EstimateEntry EstimateOf(PastSwarm swarm, double hoursAgo, DateTimeOffset now, Random random)
    {
        var size = swarm.SizeAt(hoursAgo) * (0.97 + 0.06 * random.NextDouble());
        var width = 0.04 + 0.6 / Math.Sqrt(size);
        return new EstimateEntry
        {
            InfoHash = swarm.InfoHash,
            Family = AddressFamily.InterNetwork,
            Kind = EstimateKind.Snapshot,
            From = now.AddHours(-hoursAgo - 1),
            To = now.AddHours(-hoursAgo),
            Size = new SizeEstimate
            {
                Method = SizeMethod.Union,
                Size = size,
                Low = Math.Round(size * (1 - width)),
                High = Math.Round(size * (1 + width)),
                Occasions = 12,
                Announces = 40,
                Sightings = 800,
                Distinct = (long)(size * 0.6),
                Flags = size < 30 ? SizeFlags.FewRecaptures : SizeFlags.None,
            },
        };
    }
}
