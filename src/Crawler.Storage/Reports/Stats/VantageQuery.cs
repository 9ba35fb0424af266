using Crawler.Protocol.Attempts;
using Crawler.Statistics.Availability;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Compares vantages: a campaign has one, so the log has each call's.</summary>
internal static class VantageQuery
{
    private const long SlotSeconds = 900;

    /// <summary>A verdict that is older than the newest of any vantage by more slots is none: longer than we pause after a failure (4 h).</summary>
    private const int LongestGap = 18;

    private static readonly AttemptOutcome[] SayNothing =
        [AttemptOutcome.Unknown, AttemptOutcome.NoAddress, AttemptOutcome.Blocked, AttemptOutcome.Unsupported];

    /// <summary>The comparison.</summary>
    /// <param name="reader">What of.</param>
    /// <param name="tracker">Only this tracker, and no sizes; null for all.</param>
    public static async Task<VantageReport> ReadAsync(StatsReader reader, int? tracker)
    {
        var trackers = await TrackersAsync(reader, tracker);
        return new VantageReport(
            TimeSpan.FromSeconds(SlotSeconds),
            trackers,
            [.. trackers.GroupBy(one => (one.TrackerId, one.Tracker)).Select(all => new TrackerQuorum(all.Key.TrackerId, all.Key.Tracker, Quorum.Of(all.Select(one => one.IsUp))))],
            tracker is null ? await SizesAsync(reader) : []);
    }

    private static async Task<IReadOnlyList<TrackerFromVantage>> TrackersAsync(StatsReader reader, int? only)
    {
        var looks = new Dictionary<(int TrackerId, string Vantage), Looks>();
        var sql =
            $"""
            SELECT tracker_id, vantage, slot, outcome, sum(calls) FROM (
                SELECT tracker_id, campaign_id, {reader.Dialect.Slot("at", SlotSeconds)} AS slot, outcome, count(*) AS calls
                FROM announce WHERE {reader.Attempts}{(only is { } id ? $" AND tracker_id = {id}" : "")} GROUP BY tracker_id, campaign_id, slot, outcome) AS tallies
            JOIN campaign ON campaign.id = campaign_id GROUP BY tracker_id, vantage, slot, outcome
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var key = (row.GetInt32(0), row.GetString(1));
            if (!looks.TryGetValue(key, out var seen)) looks.Add(key, seen = new Looks());
            seen.Add(row.GetInt64(2), (AttemptOutcome)row.GetInt16(3), Convert.ToInt64(row.GetValue(4), System.Globalization.CultureInfo.InvariantCulture));
        }

        var names = await reader.NamesAsync(looks.Keys.Select(key => key.TrackerId).Distinct());
        var newest = looks.GroupBy(pair => pair.Key.TrackerId).ToDictionary(all => all.Key, all => all.Max(pair => pair.Value.Last));
        return
        [
            .. looks.Select(pair => pair.Value.Of(pair.Key.TrackerId, names[pair.Key.TrackerId], pair.Key.Vantage, newest[pair.Key.TrackerId]))
                .OrderBy(one => one.Tracker, StringComparer.Ordinal).ThenBy(one => one.TrackerId).ThenBy(one => one.Vantage, StringComparer.Ordinal),
        ];
    }

    private static async Task<IReadOnlyList<SizeFromVantage>> SizesAsync(StatsReader reader)
    {
        var latest = new List<(int TorrentId, string Vantage, short Family, DateTimeOffset At, double Size, double Low, double? High)>();
        var sql =
            $"""
            SELECT torrent_id, vantage, family, to_at, size, low, high FROM (
                SELECT torrent_id, vantage, family, to_at, size, low, high, row_number() OVER (
                    PARTITION BY torrent_id, vantage, family ORDER BY to_at DESC, writer_id DESC, sequence DESC, ordinal DESC) AS place
                FROM (SELECT * FROM swarm_estimate WHERE kind = {(int)EstimateKind.Snapshot} AND tracker_id IS NULL AND size IS NOT NULL AND {reader.Estimates}) AS unions
                JOIN campaign ON campaign.id = campaign_id) AS estimates
            WHERE place = 1 ORDER BY torrent_id, family, vantage
            """;
        await foreach (var row in reader.RowsAsync(sql))
            latest.Add((row.GetInt32(0), row.GetString(1), row.GetInt16(2), reader.Dialect.Time(row, 3), row.GetDouble(4), row.GetDouble(5), row.Double(6)));

        var torrents = await reader.TorrentsAsync([.. latest.Select(one => one.TorrentId).Distinct()]);
        return
        [
            .. latest.GroupBy(one => (one.TorrentId, one.Family)).SelectMany(swarm =>
            {
                bool? agrees = swarm.Count() < 2 ? null : swarm.Max(one => one.Low) <= swarm.Min(one => one.High ?? double.PositiveInfinity);
                var torrent = torrents[swarm.Key.TorrentId];
                return swarm.Select(one => new SizeFromVantage(torrent.InfoHash, torrent.Name, one.Vantage, FamilyNumber.ToFamily(one.Family), one.At, one.Size, one.Low, one.High, agrees));
            }),
        ];
    }

    /// <summary>What one vantage found at one tracker.</summary>
    private sealed class Looks
    {
        private readonly SortedDictionary<long, bool> _slots = [];
        private long _calls;
        private long _unknown;
        private long _answered;

        /// <summary>The last slot in which it was found either way; −1 if there is none.</summary>
        public long Last => _slots.Count > 0 ? _slots.Last().Key : -1;

        public void Add(long slot, AttemptOutcome outcome, long calls)
        {
            if (SayNothing.Contains(outcome))
            {
                _unknown += calls;
                return;
            }

            _calls += calls;
            if (outcome == AttemptOutcome.Ok) _answered += calls;
            _slots[slot] = _slots.GetValueOrDefault(slot) || outcome is AttemptOutcome.Ok or AttemptOutcome.Refused or AttemptOutcome.Gone;
        }

        public TrackerFromVantage Of(int trackerId, string tracker, string vantage, long newest) => new()
        {
            TrackerId = trackerId,
            Tracker = tracker,
            Vantage = vantage,
            Calls = _calls,
            Unknown = _unknown,
            Answered = _answered,
            Uptime = Proportion.Of(_slots.Values.Count(isUp => isUp), _slots.Count),
            IsUp = Last >= 0 && newest - Last <= LongestGap ? _slots[Last] : null,
            KnownAt = Last >= 0 ? DateTimeOffset.FromUnixTimeSeconds(Last * SlotSeconds) : null,
        };
    }
}
