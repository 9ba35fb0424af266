using Crawler.Host.Formatting;
using Crawler.Statistics.Series;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats sizes</c>.</summary>
internal static class SizesTopic
{
    private static readonly double[] Quantiles = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

    public static readonly StatsTopic Topic = new(
        "sizes",
        "How large swarms are: quantiles, CCDF and rank-frequency, by each way of telling.",
        "Snapshot is the last look's estimate, cumulative that of all who took part, both summed over IPv4 and IPv6; seen is what was named, claimed the largest claim of one tracker that was not caught making peers up. Estimates stand with how many of them have an interval, were listed whole, or are flagged.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var swarms = await statistics.SizesAsync(request.Scope, cancellation);
        (string Of, Distribution Sizes, IReadOnlyList<SizeSum>? Estimates)[] ways =
        [
            Estimated("snapshot", [.. swarms.Select(swarm => swarm.Snapshot).OfType<SizeSum>()]),
            Estimated("cumulative", [.. swarms.Select(swarm => swarm.Cumulative).OfType<SizeSum>()]),
            ("seen", new Distribution(swarms.Select(swarm => (double)swarm.Seen)), null),
            ("claimed", new Distribution(swarms.Select(swarm => (double?)swarm.Claimed).OfType<double>()), null),
        ];
        var sizes = new Sheet("sizes", "swarm sizes, peers", [
            new("of", "OF"), new("swarms", "SWARMS"), new("with_interval", "INTERVAL"), new("enumerated", "WHOLE"), new("flagged", "FLAGGED"), new("no_size", "NO SIZE"),
            new("mean", "MEAN", "0.#"), .. Quantiles.Select(p => new SheetColumn($"p{p * 100:0}", p == 1 ? "MAX" : $"P{p * 100:0}", "0.#"))]);
        var tail = new Sheet("size_ccdf", "share of swarms with at least so many peers", new("of", "OF"), new("peers", "PEERS"), new("share_at_least", "SHARE", "0.0000"), new("share_at_most", "AT MOST", "0.0000"));
        var ranks = new Sheet("size_rank", "size by rank", new("of", "OF"), new("rank", "RANK"), new("peers", "PEERS", "0.#"));
        if (swarms.Count == 0) return [sizes];
        foreach (var (of, distribution, estimates) in ways)
        {
            sizes.Add([
                of, estimates?.Count ?? distribution.Count, estimates?.Count(size => size.HasInterval), estimates?.Count(size => size.Enumerated),
                estimates?.Count(size => size.Flags != 0), estimates?.Count(size => size.Size is null), distribution.Mean, .. Quantiles.Select(p => (object?)distribution.Quantile(p))]);
            if (distribution.Count == 0) continue;
            foreach (var step in Distribution.Ladder(distribution.Quantile(1)!.Value)) tail.Add(of, step, distribution.AtLeast(step), distribution.AtMost(step));
            foreach (var rank in Distribution.Ladder(distribution.Count).Where(rank => rank <= distribution.Count)) ranks.Add(of, rank, distribution.Rank((int)rank));
        }

        return [sizes, tail, ranks, Swarms(swarms, request.Top)];
    }

    /// <summary>Each swarm, largest first. An estimate is never there without its interval and what speaks against it.</summary>
    private static Sheet Swarms(IReadOnlyList<SwarmSize> swarms, int top)
    {
        static IEnumerable<SheetColumn> Of(string name, string heading) =>
        [
            new($"{name}_size", heading, "0"), new($"{name}_low", "LOW", "0"), new($"{name}_high", "HIGH", "0"), new($"{name}_enumerated", null), new($"{name}_flags", "FLAGS", Widest: 18),
        ];
        static IEnumerable<object?> In(SizeSum? sum) => [sum?.Size, sum?.Low, sum?.High, sum?.Enumerated, sum is null ? null : SizeText.Flags(sum.Flags)];
        var sheet = new Sheet("swarm_size", "swarms, largest first", [
            new("info_hash", null), new("name", "NAME", Widest: 24), new("claimed", "CLAIMED"), new("seen", "SEEN"), .. Of("snapshot", "SNAPSHOT"), .. Of("cumulative", "CUMULATIVE")])
        {
            Shown = top,
        };
        foreach (var swarm in swarms.OrderByDescending(swarm => swarm.Snapshot?.Size ?? swarm.Claimed ?? swarm.Seen))
            sheet.Add([swarm.InfoHash.ToString(), swarm.Name ?? swarm.InfoHash.ToString(), swarm.Claimed, swarm.Seen, .. In(swarm.Snapshot), .. In(swarm.Cumulative)]);
        return sheet;
    }

    private static (string, Distribution, IReadOnlyList<SizeSum>?) Estimated(string of, List<SizeSum> sums) =>
        (of, new Distribution(sums.Select(sum => sum.Size).OfType<double>()), sums);
}
