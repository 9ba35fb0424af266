using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Calls of a campaign that were due and not made because somebody opted out.</summary>
/// <param name="Kind">What opted out.</param>
/// <param name="What">The infohash, the host as it may be shown, or the address.</param>
/// <param name="Calls">How many.</param>
/// <param name="FirstAt">The first.</param>
/// <param name="LastAt">The last.</param>
internal sealed record WithheldCalls(OptOutKind Kind, string What, long Calls, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <summary>All of them, by campaign.</summary>
    public static async Task<Dictionary<int, List<WithheldCalls>>> ReadAsync(StatsReader reader)
    {
        var found = new Dictionary<int, List<WithheldCalls>>();
        var swarms = new List<(int Campaign, int Torrent, WithheldCalls Calls)>();
        var sql =
            $"""
            SELECT campaign_id, stage, outcome, error, CASE WHEN error = '{LeftAloneWords.Swarm}' THEN torrent_id END AS torrent, count(*), min(at), max(at) FROM announce
            WHERE ((outcome = {(int)AttemptOutcome.Unsupported} AND stage = {(int)AttemptStage.Prepare}) OR outcome = {(int)AttemptOutcome.Blocked}) AND error IS NOT NULL AND {reader.Calls}
            GROUP BY campaign_id, stage, outcome, error, torrent ORDER BY campaign_id, error, torrent
            """;
        await foreach (var row in reader.RowsAsync(sql))
        {
            var error = row.GetString(3);
            if (LeftAloneWords.ReasonOf((AttemptStage)row.GetInt16(1), (AttemptOutcome)row.GetInt16(2), null, null, error) is not { } reason) continue;
            var calls = new WithheldCalls(Of(reason), LeftAloneWords.SubjectOf(error) ?? "", row.GetInt64(5), reader.Dialect.Time(row, 6), reader.Dialect.Time(row, 7));
            if (reason == LeftAloneReason.SwarmOptedOut) swarms.Add((row.GetInt32(0), row.GetInt32(4), calls));
            else Add(row.GetInt32(0), calls);
        }

        var torrents = await reader.TorrentsAsync([.. swarms.Select(swarm => swarm.Torrent).Distinct()]);
        foreach (var (campaign, torrent, calls) in swarms) Add(campaign, calls with { What = torrents[torrent].InfoHash.ToString() });
        return found;

        void Add(int campaign, WithheldCalls calls)
        {
            if (!found.TryGetValue(campaign, out var all)) found[campaign] = all = [];
            all.Add(calls);
        }
    }

    private static OptOutKind Of(LeftAloneReason reason) => reason switch
    {
        LeftAloneReason.SwarmOptedOut => OptOutKind.Swarm,
        LeftAloneReason.HostOptedOut => OptOutKind.Host,
        _ => OptOutKind.Network,
    };
}
