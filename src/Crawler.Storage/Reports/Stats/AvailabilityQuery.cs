using Crawler.Protocol.Attempts;
using Crawler.Statistics.Availability;
using Crawler.Statistics.Overlap;
using Crawler.Storage.Log;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Reads outcomes slot by slot: two bits a slot and tracker, however many calls.</summary>
internal static class AvailabilityQuery
{
    private const long SlotSeconds = 900;

    /// <summary>Longer than the longest pause we make after a failure (4 h): a silence beyond it was nobody looking.</summary>
    private const int LongestGap = 18;

    /// <summary>Slots in common below which a correlation is an accident.</summary>
    private const int LeastCommon = 20;

    private static readonly AttemptOutcome[] SayNothing =
        [AttemptOutcome.Unknown, AttemptOutcome.NoAddress, AttemptOutcome.Blocked, AttemptOutcome.Unsupported];

    /// <summary>The report.</summary>
    public static async Task<AvailabilityReport> ReadAsync(StatsReader reader)
    {
        var (first, slots) = await SpanAsync(reader);
        var measured = new SortedDictionary<(int TrackerId, short Family), (Timeline Slots, Dictionary<AttemptOutcome, long> Outcomes)>();
        var sql =
            $"""
            SELECT tracker_id, family, {reader.Dialect.Slot("at", SlotSeconds)} AS slot, outcome, count(*)
            FROM announce WHERE {reader.Attempts} GROUP BY tracker_id, family, slot, outcome
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var key = (row.GetInt32(0), row.GetInt16(1));
            if (!measured.TryGetValue(key, out var tracker)) measured[key] = tracker = (new Timeline(slots), []);
            var outcome = (AttemptOutcome)row.GetInt16(3);
            tracker.Outcomes[outcome] = tracker.Outcomes.GetValueOrDefault(outcome) + row.GetInt64(4);
            if (!SayNothing.Contains(outcome))
                tracker.Slots.Note((int)(row.GetInt64(2) - first), outcome is AttemptOutcome.Ok or AttemptOutcome.Refused or AttemptOutcome.Gone);
        }

        var latencies = await LatenciesAsync(reader);
        var names = await reader.NamesAsync(measured.Keys.Select(key => key.TrackerId));
        // A tracker is up where it is over either family.
        var trackers = measured.GroupBy(pair => pair.Key.TrackerId)
            .ToDictionary(group => group.Key, group => Merged(group.Select(pair => pair.Value.Slots), slots));
        return new AvailabilityReport(
            TimeSpan.FromSeconds(SlotSeconds),
            [
                .. measured.Where(pair => pair.Value.Slots.Known > 0).Select(pair => new TrackerAvailability
                {
                    Tracker = names[pair.Key.TrackerId],
                    Family = FamilyNumber.ToFamily(pair.Key.Family).OrNull(),
                    Outcomes = pair.Value.Outcomes.Where(count => !SayNothing.Contains(count.Key)).ToDictionary(),
                    Unknown = pair.Value.Outcomes.Where(count => SayNothing.Contains(count.Key)).Sum(count => count.Value),
                    Uptime = Proportion.Of(pair.Value.Slots.Up, pair.Value.Slots.Known),
                    Outages = Outages.Of(pair.Value.Slots.Looks(), LongestGap),
                    Latency = latencies.GetValueOrDefault(pair.Key),
                }).OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal),
            ],
            Correlations(trackers, names),
            await ListsAsync(reader, trackers));
    }

    private static async Task<(long First, int Slots)> SpanAsync(StatsReader reader)
    {
        var slot = reader.Dialect.Slot("at", SlotSeconds);
        await foreach (var row in reader.RowsAsync($"SELECT min({slot}), max({slot}) FROM announce WHERE {reader.Attempts}"))
            if (row.Long(0) is { } first) return (first, checked((int)(row.GetInt64(1) - first + 1)));
        return (0, 0);
    }

    private static Timeline Merged(IEnumerable<Timeline> families, int slots)
    {
        var merged = new Timeline(slots);
        foreach (var (slot, isUp) in families.SelectMany(family => family.Looks())) merged.Note((int)slot, isUp);
        return merged;
    }

    private static List<OutageCorrelation> Correlations(Dictionary<int, Timeline> trackers, Dictionary<int, string> names)
    {
        var found = new List<OutageCorrelation>();
        foreach (var pair in ListPair.All([.. trackers.Keys.Order()]))
        {
            var (phi, common, bothDown) = Timeline.Correlation(trackers[pair.First], trackers[pair.Second]);
            if (phi is { } value && common >= LeastCommon) found.Add(new OutageCorrelation(names[pair.First], names[pair.Second], value, common, bothDown));
        }

        return [.. found.OrderByDescending(pair => pair.Phi).ThenBy(pair => pair.First, StringComparer.Ordinal).ThenBy(pair => pair.Second, StringComparer.Ordinal)];
    }

    private static async Task<ListAvailability?> ListsAsync(StatsReader reader, Dictionary<int, Timeline> trackers)
    {
        var carried = trackers.ToDictionary(pair => pair.Key, pair => pair.Value.Carried(LongestGap));
        var sql =
            $"""
            SELECT trackers, count(*) FROM (
                SELECT torrent_id, {reader.Dialect.Joined("tracker_id")} AS trackers FROM torrent_tracker WHERE {reader.Torrents()} GROUP BY torrent_id) AS lists
            GROUP BY trackers ORDER BY trackers
            """;
        var (torrents, any, best) = (0L, 0.0, 0.0);
        await foreach (var row in reader.RowsAsync(sql))
        {
            var list = TrackerOverlapQuery.Numbers(row.GetString(0)).Where(carried.ContainsKey).Select(id => carried[id]).ToList();
            if (list.Count < 2 || Timeline.AnyOf(list) is not { } up) continue;
            var times = row.GetInt64(1);
            (torrents, any, best) = (torrents + times, any + times * up.AnyUp, best + times * up.BestUp);
        }

        return torrents == 0 ? null : new ListAvailability((int)torrents, any / torrents, best / torrents);
    }

    private static async Task<Dictionary<(int, short), Latency>> LatenciesAsync(StatsReader reader)
    {
        var totals = new Dictionary<(int, short), (long Answers, long Longest)>();
        await foreach (var row in reader.RowsAsync($"SELECT tracker_id, family, count(*), max(rtt_us) FROM announce WHERE rtt_us IS NOT NULL AND {reader.Attempts} GROUP BY tracker_id, family"))
            totals[(row.GetInt32(0), row.GetInt16(1))] = (row.GetInt64(2), row.GetInt64(3));
        var walks = totals.ToDictionary(pair => pair.Key, pair => new LatencyWalk(pair.Value.Answers, pair.Value.Longest));
        var sql =
            $"""
            SELECT tracker_id, family, rtt_us / {LatencyWalk.BucketUs} AS bucket, count(*)
            FROM announce WHERE rtt_us IS NOT NULL AND {reader.Attempts} GROUP BY tracker_id, family, bucket ORDER BY tracker_id, family, bucket
            """;
        await foreach (var row in reader.RowsAsync(sql)) walks[(row.GetInt32(0), row.GetInt16(1))].Add(row.GetInt64(2), row.GetInt64(3));
        return walks.ToDictionary(pair => pair.Key, pair => pair.Value.Result());
    }
}
