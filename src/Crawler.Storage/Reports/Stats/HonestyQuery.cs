using Crawler.Statistics.Honesty;
using Crawler.Statistics.Overlap;
using Crawler.Statistics.Series;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Collects the evidence on each tracker. Canaries are judged over all time; the rest is that of the scope.</summary>
internal static class HonestyQuery
{
    /// <summary>The report.</summary>
    public static async Task<HonestyReport> ReadAsync(StatsReader reader)
    {
        var canaries = (await CanaryResultQuery.ReadAsync(reader.Db, reader.Cancellation))
            .GroupBy(result => result.Tracker).ToDictionary(group => group.Key, group => group.Max(Verdict));
        var claims = await ClaimsAsync(reader);
        var bogons = await BogonsAsync(reader);
        var ratios = await RatiosAsync(reader);
        var overlap = (await TrackerOverlapQuery.ReadAsync(reader)).Peers;
        var addresses = await AddressesAsync(reader);
        var names = await reader.NamesAsync(await CalledAsync(reader));
        var canaryOf = names.ToDictionary(name => name.Key, name => canaries.GetValueOrDefault(name.Value));
        var trackers = names.Select(name =>
        {
            var listed = overlap.Lists.GetValueOrDefault(name.Key);
            var evidence = new TrackerEvidence
            {
                Canary = canaryOf[name.Key],
                Claims = claims.GetValueOrDefault(name.Key),
                Peers = listed is { Comparable: > 0 } ? new Corroboration(listed.Comparable, listed.Corroborated, listed.Expected) : null,
                Bogons = bogons.GetValueOrDefault(name.Key),
                Ratio = ratios.GetValueOrDefault(name.Key),
            };
            return new TrackerHonesty(name.Value, evidence, HonestyRules.Judge(evidence));
        });
        return new HonestyReport(
            [.. trackers.OrderBy(tracker => tracker.Score.Score).ThenBy(tracker => tracker.Tracker, StringComparer.Ordinal)],
            Aliases(names, canaryOf, overlap, addresses, await SharedBooksQuery.ReadAsync(reader)));
    }

    private static CanaryVerdict Verdict(CanaryResult result) =>
        result.Fabricates ? CanaryVerdict.Fabricates
        : result.Answered > 0 ? CanaryVerdict.Clean
        : result.Refused > 0 ? CanaryVerdict.Refuses
        : CanaryVerdict.Untested;

    private static async Task<List<int>> CalledAsync(StatsReader reader)
    {
        var ids = new List<int>();
        // Canaries alone make a tracker known too.
        await foreach (var row in reader.RowsAsync($"SELECT DISTINCT tracker_id FROM announce WHERE {reader.Attempts} OR torrent_id IN (SELECT id FROM torrent WHERE is_canary)"))
            ids.Add(row.GetInt32(0));
        return ids;
    }

    private static async Task<Dictionary<int, RepeatedClaims>> ClaimsAsync(StatsReader reader)
    {
        var pairs = new Dictionary<int, Dictionary<(long, long), HashSet<int>>>();
        await foreach (var claim in LatestClaim.ReadAsync(reader))
        {
            if (claim.Total < RepeatedClaims.Least || claim.Complete is not { } complete || claim.Incomplete is not { } incomplete) continue;
            if (!pairs.TryGetValue(claim.TrackerId, out var counts)) pairs[claim.TrackerId] = counts = [];
            if (!counts.TryGetValue((complete, incomplete), out var torrents)) counts[(complete, incomplete)] = torrents = [];
            torrents.Add(claim.TorrentId);
        }

        return pairs.ToDictionary(tracker => tracker.Key, tracker =>
        {
            var (pair, alike) = tracker.Value.OrderByDescending(count => count.Value.Count).ThenBy(count => count.Key).First();
            return new RepeatedClaims(tracker.Value.Values.SelectMany(ids => ids).Distinct().Count(), alike.Count, pair.Item1, pair.Item2);
        });
    }

    private static async Task<Dictionary<int, BogonCount>> BogonsAsync(StatsReader reader)
    {
        var sql =
            $"""
            SELECT tracker_id, CAST(sum(length(peers_v4) / 6 + length(peers_v6) / 18) AS bigint), CAST(sum(bogons) AS bigint)
            FROM announce WHERE bogons IS NOT NULL AND {reader.Attempts} GROUP BY tracker_id
            """;
        var counts = new Dictionary<int, BogonCount>();
        await foreach (var row in reader.RowsAsync(sql))
            if (row.Long(1) is > 0 and var listed) counts[row.GetInt32(0)] = new BogonCount(listed, row.Long(2) ?? 0);
        return counts;
    }

    private static async Task<Dictionary<int, RatioToClaims>> RatiosAsync(StatsReader reader)
    {
        var found = new Dictionary<int, List<(double Rho, bool Selective)>>();
        await foreach (var estimate in LatestEstimate.ReadAsync(reader))
        {
            if (estimate is not { Kind: EstimateKind.Snapshot, TrackerId: { } tracker, Rho: { } rho }) continue;
            if (!found.TryGetValue(tracker, out var ratios)) found[tracker] = ratios = [];
            ratios.Add((rho, (estimate.Flags & (SizeFlags.SeedsFirst | SizeFlags.FixedSubset)) != 0));
        }

        return found.ToDictionary(pair => pair.Key, pair => new RatioToClaims(
            pair.Value.Count,
            new Distribution(pair.Value.Select(ratio => ratio.Rho)).Quantile(0.5)!.Value,
            pair.Value.Average(ratio => ratio.Selective ? 1.0 : 0)));
    }

    private static async Task<ILookup<string, int>> AddressesAsync(StatsReader reader)
    {
        var found = new List<(string Address, int TrackerId)>();
        await foreach (var row in reader.RowsAsync($"SELECT DISTINCT tracker_id, {reader.Dialect.Bytes("address")} FROM announce WHERE address IS NOT NULL AND {reader.Attempts}"))
            found.Add((Convert.ToHexString(row.GetFieldValue<byte[]>(1)), row.GetInt32(0)));
        return found.ToLookup(pair => pair.Address, pair => pair.TrackerId);
    }

    private static List<TrackerAliases> Aliases(
        Dictionary<int, string> names, Dictionary<int, CanaryVerdict> canaries, PeerOverlap overlap, ILookup<string, int> addresses, HashSet<ListPair> books)
    {
        var together = addresses.SelectMany(address => ListPair.All([.. address.Order()])).ToHashSet();
        var pairs = together.Union(overlap.Pairs.Keys).Union(books).Select(pair =>
        {
            var peers = overlap.Pairs.GetValueOrDefault(pair);
            var (one, other) = (canaries.GetValueOrDefault(pair.First), canaries.GetValueOrDefault(pair.Second));
            bool? same = one == CanaryVerdict.Untested || other == CanaryVerdict.Untested ? null : one == other;
            return new AliasEvidence(pair.First, pair.Second, together.Contains(pair), peers?.Jaccard, peers?.Common ?? 0, same, books.Contains(pair));
        });
        return
        [
            .. AliasGroup.Of(pairs).Select(group => new TrackerAliases(
                [.. group.Members.Select(id => names.GetValueOrDefault(id, "")).Order(StringComparer.Ordinal)],
                group.Evidence.Any(link => link.SameAddress),
                group.Evidence.Any(link => link.SameBooks),
                group.Evidence.Min(link => link.Jaccard))),
        ];
    }
}
