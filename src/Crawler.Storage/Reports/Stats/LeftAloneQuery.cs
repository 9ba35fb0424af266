using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Lists who asked to be left alone. A host's record in DNS reaches as far as the host, or one of its ports, for everybody; what
/// a tracker says of a swarm reaches as far as that swarm there.
/// </summary>
internal static class LeftAloneQuery
{
    /// <summary>When an attempt was over, by which time we knew: calls begun meanwhile were made in good faith.</summary>
    private const string TookUs = "coalesce(dns_us, 0) + coalesce(rtt_us, 0)";

    private static readonly string IsGone = $"outcome = {(int)AttemptOutcome.Gone}";

    /// <summary>All of it.</summary>
    public static async Task<LeftAloneReport> ReadAsync(StatsReader reader)
    {
        var (entries, campaigns) = await OptOutQuery.ReadAsync(reader);
        var told = await ToldAsync(reader);
        var trackers = told.Count == 0 ? [] : await reader.Db.Trackers.AsNoTracking().ToDictionaryAsync(tracker => tracker.Id, reader.Cancellation);
        var left = new List<LeftAloneTracker>();
        left.AddRange(await ByHostAsync(reader, told, trackers));
        left.AddRange(await BySwarmAsync(reader, told, trackers));
        left.AddRange(await ForgottenAsync(reader));
        return new LeftAloneReport(
            [.. left.OrderByDescending(one => one.CallsSince).ThenBy(one => one.Who, StringComparer.Ordinal).ThenBy(one => one.Reason)], entries, campaigns)
        {
            LogSince = await LogSinceAsync(reader),
        };
    }

    private static async Task<DateTimeOffset?> LogSinceAsync(StatsReader reader)
    {
        await foreach (var row in reader.RowsAsync($"SELECT min(at) FROM announce WHERE {reader.Calls}"))
            if (!row.IsDBNull(0)) return reader.Dialect.Time(row, 0);
        return null;
    }

    private static async Task<List<Told>> ToldAsync(StatsReader reader)
    {
        var told = new List<Told>();
        var sql =
            $"""
            SELECT tracker_id, stage, retry_never, http_status, max(error), count(*), count(DISTINCT torrent_id), min(at), max(at), min({reader.Dialect.Microseconds("at")} + {TookUs})
            FROM announce WHERE {IsGone} AND {reader.Calls}
            GROUP BY tracker_id, stage, retry_never, http_status, CASE WHEN stage <= {(int)AttemptStage.Dns} THEN error END
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var said = row.IsDBNull(4) ? null : row.GetString(4);
            var reason = LeftAloneWords.ReasonOf((AttemptStage)row.GetInt16(1), AttemptOutcome.Gone, row.IsDBNull(3) ? null : row.GetInt32(3), row.IsDBNull(2) ? null : row.GetBoolean(2), said);
            told.Add(new Told(row.GetInt32(0), reason ?? LeftAloneReason.Unknown, said, row.GetInt64(5), row.GetInt64(6), reader.Dialect.Time(row, 7), reader.Dialect.Time(row, 8), row.GetInt64(9)));
        }

        return told;
    }

    /// <summary>BEP 34: a host, or one of its ports, with all that the store knows to be there.</summary>
    private static async Task<IEnumerable<LeftAloneTracker>> ByHostAsync(StatsReader reader, List<Told> told, Dictionary<int, TrackerRow> trackers)
    {
        var wishes = told.Where(one => IsOfHost(one.Reason)).GroupBy(one => Reach.Of(one.Reason, trackers[one.TrackerId])).ToList();
        var covered = wishes.ConvertAll(wish => trackers.Values.Where(tracker => wish.Key.Covers(tracker)).Select(tracker => tracker.Id).Order().ToList());
        var calls = await CallsAfter.ReadAsync(reader, CallsAfter.Tracker, wishes.SelectMany((wish, key) =>
            covered[key].Select(id => (key, id, wish.Min(one => one.KnownAtUs), (DateTimeOffset?)null, (int?)null))));
        return wishes.Select((wish, key) => Left(wish, trackers[wish.First().TrackerId], covered[key], calls.GetValueOrDefault(key)));
    }

    /// <summary>410 and never: a swarm at a tracker, over the family it was said over.</summary>
    private static async Task<IEnumerable<LeftAloneTracker>> BySwarmAsync(StatsReader reader, List<Told> told, Dictionary<int, TrackerRow> trackers)
    {
        var wishes = told.Where(one => !IsOfHost(one.Reason)).GroupBy(one => (one.TrackerId, one.Reason)).ToList();
        if (wishes.Count == 0) return [];
        var calls = new Dictionary<(int, LeftAloneReason), CallsAfter.Found>();
        // The pluses keep SQLite from walking the whole log in the order of an index, to sort a few rows.
        var sql =
            $"""
            SELECT tracker_id, said_stage, said_never, said_status, count(*), max(at) FROM announce JOIN (
                SELECT +torrent_id AS of_torrent, +tracker_id AS of_tracker, +family AS of_family, stage AS said_stage, retry_never AS said_never, http_status AS said_status,
                    min({reader.Dialect.Microseconds("at")} + {TookUs}) AS known_us
                FROM announce WHERE {IsGone} AND stage > {(int)AttemptStage.Dns} AND {reader.Calls} GROUP BY 1, 2, 3, 4, 5, 6) AS wishes
            ON torrent_id = of_torrent AND tracker_id = of_tracker AND family = of_family AND {reader.Dialect.Microseconds("at")} > known_us
            WHERE {CallsAfter.Made} AND {reader.Calls} GROUP BY 1, 2, 3, 4
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var reason = LeftAloneWords.ReasonOf((AttemptStage)row.GetInt16(1), AttemptOutcome.Gone, row.IsDBNull(3) ? null : row.GetInt32(3), row.IsDBNull(2) ? null : row.GetBoolean(2), null);
            var key = (row.GetInt32(0), reason ?? LeftAloneReason.Unknown);
            calls[key] = calls.GetValueOrDefault(key) + new CallsAfter.Found(row.GetInt64(4), reader.Dialect.Time(row, 5));
        }

        return wishes.Select(wish => Left(wish, trackers[wish.Key.TrackerId], [wish.Key.TrackerId], calls.GetValueOrDefault(wish.Key)));
    }

    /// <summary>What schedules hold as gone for good and the log tells nothing of any more.</summary>
    private static async Task<IEnumerable<LeftAloneTracker>> ForgottenAsync(StatsReader reader)
    {
        // A schedule is of no campaign.
        if (reader.Scope.Campaign is not null) return [];
        var rows = new List<(int Id, long Swarms, DateTimeOffset Since, DateTimeOffset LastAt, long Calls, DateTimeOffset? LastCallAt)>();
        var sql =
            $"""
            SELECT of_tracker, count(DISTINCT of_torrent), min(as_of), max(as_of), count(at), max(at) FROM (
                SELECT torrent_id AS of_torrent, tracker_id AS of_tracker, family AS of_family, as_of FROM schedule
                WHERE state = {(int)ScheduleState.Gone} AND {reader.Schedules} AND NOT EXISTS (
                    SELECT 1 FROM announce WHERE announce.torrent_id = schedule.torrent_id AND announce.tracker_id = schedule.tracker_id AND {IsGone})) AS forgotten
            LEFT JOIN announce ON torrent_id = of_torrent AND tracker_id = of_tracker AND family = of_family AND at > as_of AND {CallsAfter.Made}
            GROUP BY of_tracker
            """;
        await foreach (var row in reader.RowsAsync(sql))
            rows.Add((row.GetInt32(0), row.GetInt64(1), reader.Dialect.Time(row, 2), reader.Dialect.Time(row, 3), row.GetInt64(4), row.IsDBNull(5) ? null : reader.Dialect.Time(row, 5)));
        var names = await reader.NamesAsync(rows.Select(row => row.Id));
        return rows.Select(row => new LeftAloneTracker
        {
            Reason = LeftAloneReason.Unknown,
            Who = names[row.Id],
            TrackerIds = [row.Id],
            Since = row.Since,
            LastAt = row.LastAt,
            Times = 0,
            Swarms = row.Swarms,
            CallsSince = row.Calls,
            LastCallAt = row.LastCallAt,
            Said = null,
        });
    }

    private static bool IsOfHost(LeftAloneReason reason) => reason is LeftAloneReason.NoTrackerOnHost or LeftAloneReason.PortNotListed;

    private static LeftAloneTracker Left(IEnumerable<Told> wish, TrackerRow tracker, List<int> covered, CallsAfter.Found calls)
    {
        var all = wish.ToList();
        var reason = all[0].Reason;
        return new LeftAloneTracker
        {
            Reason = reason,
            Who = reason == LeftAloneReason.NoTrackerOnHost ? tracker.ShownHost() : tracker.Shown(),
            TrackerIds = covered,
            Since = all.Min(one => one.At),
            LastAt = all.Max(one => one.LastAt),
            Times = all.Sum(one => one.Times),
            Swarms = all.Sum(one => one.Swarms),
            CallsSince = calls.Calls,
            LastCallAt = calls.LastAt,
            Said = all.MaxBy(one => one.LastAt)!.Said,
        };
    }

    /// <summary>Attempts of one tracker that ended in the same way.</summary>
    private sealed record Told(int TrackerId, LeftAloneReason Reason, string? Said, long Times, long Swarms, DateTimeOffset At, DateTimeOffset LastAt, long KnownAtUs);

    /// <summary>How far a record in DNS reaches: a host, or a port of it over UDP or TCP.</summary>
    private sealed record Reach(string Host, bool? IsUdp, int? Port)
    {
        public static Reach Of(LeftAloneReason reason, TrackerRow tracker) => reason == LeftAloneReason.NoTrackerOnHost
            ? new Reach(tracker.Host, null, null)
            : new Reach(tracker.Host, tracker.Scheme == TrackerScheme.Udp, tracker.Port);

        public bool Covers(TrackerRow tracker) => tracker.Host == Host && (Port is null || (tracker.Port == Port && tracker.Scheme == TrackerScheme.Udp == IsUdp));
    }
}
