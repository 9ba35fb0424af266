using System.Net;
using Crawler.Protocol;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Lists whom campaigns left alone by their files: what they noted of their lists, and what the log has of calls withheld and made.</summary>
internal static class OptOutQuery
{
    /// <summary>Entries and campaigns, those without either left out.</summary>
    public static async Task<(IReadOnlyList<OptOutEntry> Entries, IReadOnlyList<OptOutCampaign> Campaigns)> ReadAsync(StatsReader reader)
    {
        var states = (await CampaignStates.ListAsync(reader.Db, null, reader.Cancellation)).Where(state => reader.Scope.Campaign is not { } only || only == state.Id).ToList();
        var withheld = await WithheldCalls.ReadAsync(reader);
        var (entries, campaigns) = (new List<OptOutEntry>(), new List<OptOutCampaign>());
        foreach (var state in states.OrderBy(state => state.Id))
        {
            var events = await CampaignEvents.ListAsync(reader.Db, state.Id, reader.Cancellation);
            var history = OptOutHistory.Of(state.Campaign.StartedAt, state.Campaign.Manifest, events);
            var calls = withheld.GetValueOrDefault(state.Id) ?? [];
            var found = Entries(state, history, calls, reader.Scope);
            if (found.Count == 0 && history.Since is null) continue;
            found = await WithCallsAsync(reader, state.Id, found);
            entries.AddRange(found);
            campaigns.Add(new OptOutCampaign
            {
                Id = state.Id,
                Name = state.Campaign.Name,
                Vantage = state.Campaign.Vantage,
                InForce = history.InForce,
                Since = history.Since,
                LeftOut = history.LeftOut,
                Withheld = calls.Sum(call => call.Calls),
                CallsSince = history.IsWhole ? found.Sum(entry => entry.CallsSince) : null,
            });
        }

        // Those called all the same first: a list of many is cut somewhere.
        return ([.. entries.OrderByDescending(entry => entry.CallsSince)], campaigns);
    }

    private static List<OptOutEntry> Entries(CampaignState state, OptOutHistory history, IReadOnlyList<WithheldCalls> calls, StatsScope scope)
    {
        var spans = history.Spans.Where(span => (scope.Until is not { } until || span.Since < until) && !(span.Until <= scope.Since) && IsInScope(span, scope)).ToList();
        var counts = new long[spans.Count];
        var others = new List<OptOutEntry>();
        foreach (var call in calls)
        {
            // In the list that was in force then, or else in whichever names it: clocks of nodes differ.
            var index = spans.FindIndex(span => OptOutReach.Covers(span, call) && span.Since <= call.LastAt && !(span.Until <= call.FirstAt));
            if (index < 0) index = spans.FindIndex(span => OptOutReach.Covers(span, call));
            if (index >= 0) counts[index] += call.Calls;
            else others.Add(Entry(state, new OptOutSpan(call.Kind, call.What, call.FirstAt, null), isListed: false, call.Calls));
        }

        return [.. spans.Select((span, index) => Entry(state, span, isListed: true, counts[index])), .. others.OrderBy(one => one.Kind).ThenBy(one => one.What, StringComparer.Ordinal)];
    }

    private static OptOutEntry Entry(CampaignState state, OptOutSpan span, bool isListed, long withheld) => new()
    {
        CampaignId = state.Id,
        Campaign = state.Campaign.Name,
        Kind = span.Kind,
        What = span.What,
        Since = span.Since,
        Until = span.Until,
        IsListed = isListed,
        Withheld = withheld,
    };

    /// <summary>Of chosen torrents only those swarms; hosts and networks are left alone for all of them.</summary>
    private static bool IsInScope(OptOutSpan span, StatsScope scope) =>
        scope.Only is null || span.Kind != OptOutKind.Swarm || (InfoHash.TryParse(span.What, out var hash) && scope.Only.Contains(hash));

    private static async Task<List<OptOutEntry>> WithCallsAsync(StatsReader reader, int campaign, List<OptOutEntry> entries)
    {
        var swarms = await CallsAfter.ReadAsync(reader, CallsAfter.Torrent, Asked(entries, await SwarmsAsync(reader, entries), campaign));
        var hosts = await CallsAfter.ReadAsync(reader, CallsAfter.Tracker, Asked(entries, await HostsAsync(reader, entries), campaign));
        var networks = await NetworksAsync(reader, campaign, entries);
        return
        [
            .. entries.Select((entry, index) =>
            {
                var calls = swarms.GetValueOrDefault(index) + hosts.GetValueOrDefault(index) + networks.GetValueOrDefault(index);
                return entry with { CallsSince = calls.Calls, LastCallAt = calls.LastAt };
            }),
        ];
    }

    private static IEnumerable<(int, int, long, DateTimeOffset?, int?)> Asked(List<OptOutEntry> entries, IEnumerable<(int Index, int Id)> about, int campaign) =>
        about.Select(one => (one.Index, one.Id, SqliteTime.ToMicroseconds(entries[one.Index].Since), entries[one.Index].Until, (int?)campaign));

    private static async Task<List<(int Index, int Id)>> SwarmsAsync(StatsReader reader, List<OptOutEntry> entries)
    {
        var hashes = entries.Index().Where(one => one.Item.Kind == OptOutKind.Swarm)
            .Select(one => (one.Index, IsHash: InfoHash.TryParse(one.Item.What, out var hash), Hash: hash)).Where(one => one.IsHash).ToLookup(one => one.Hash, one => one.Index);
        var found = new List<(int, int)>();
        foreach (var chunk in hashes.Select(hash => hash.Key).Chunk(500))
        {
            var rows = await reader.Db.Torrents.Where(row => chunk.Contains(row.InfoHash)).Select(row => new { row.Id, row.InfoHash }).ToListAsync(reader.Cancellation);
            found.AddRange(rows.SelectMany(row => hashes[row.InfoHash].Select(index => (index, row.Id))));
        }

        return found;
    }

    private static async Task<List<(int Index, int Id)>> HostsAsync(StatsReader reader, List<OptOutEntry> entries)
    {
        var hosts = entries.Index().Where(one => one.Item.Kind == OptOutKind.Host).ToLookup(one => one.Item.What, one => one.Index);
        if (hosts.Count == 0) return [];
        var trackers = await reader.Db.Trackers.AsNoTracking().Select(row => new { row.Id, row.Host }).ToListAsync(reader.Cancellation);
        return [.. trackers.SelectMany(tracker => OptOutReach.NamesAbove(tracker.Host).SelectMany(name => hosts[name]).Select(index => (index, tracker.Id)))];
    }

    /// <summary>By the addresses spoken to: there are as many as trackers.</summary>
    private static async Task<Dictionary<int, CallsAfter.Found>> NetworksAsync(StatsReader reader, int campaign, List<OptOutEntry> entries)
    {
        var found = new Dictionary<int, CallsAfter.Found>();
        var networks = entries.Index().Where(one => one.Item.Kind is OptOutKind.Network or OptOutKind.RefusedNetwork)
            .Select(one => (one.Index, one.Item.Since, one.Item.Until, Network: OptOutReach.Network(one.Item.What)!)).Where(one => one.Network is not null);
        foreach (var some in networks.GroupBy(one => (one.Since, one.Until)))
        {
            var (since, until) = some.Key;
            var sql =
                $"""
                SELECT {reader.Dialect.Bytes("address")}, count(*), max(at) FROM announce
                WHERE address IS NOT NULL AND campaign_id = {campaign} AND at > {reader.Dialect.Instant(since)}
                    {(until is { } end ? $"AND at < {reader.Dialect.Instant(end)}" : "")} AND {CallsAfter.Made} AND {reader.Calls}
                GROUP BY address
                """;
            await foreach (var row in reader.RowsAsync(sql))
            {
                var address = new IPAddress(row.GetFieldValue<byte[]>(0));
                var calls = new CallsAfter.Found(row.GetInt64(1), reader.Dialect.Time(row, 2));
                foreach (var (index, _, _, _) in some.Where(one => one.Network.CoversAddress(address))) found[index] = found.GetValueOrDefault(index) + calls;
            }
        }

        return found;
    }
}
