using Crawler.Host.Formatting;
using Crawler.Statistics.Overlap;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats overlap</c>.</summary>
internal static class OverlapTopic
{
    public static readonly StatsTopic Topic = new(
        "overlap",
        "What trackers have in common: torrents, peers, and what each adds to the others.",
        "Peers are seen through samples, so what two trackers named in common understates what they share. Where estimates say what share of each list was seen, the corrected Jaccard N_ij / (N_i + N_j - N_ij) with N_ij = n_ij / (p_i p_j) stands beside the naive one, which is never shown alone.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var overlap = await statistics.OverlapAsync(request.Scope, cancellation);
        var names = overlap.Names;
        var peers = new Sheet("peer_overlap", "peers, pairs of trackers",
            new("first", "FIRST", Widest: 24), new("second", "SECOND", Widest: 24), new("swarms", "SWARMS"), new("common_seen", "COMMON"), new("corrected_swarms", "CORRECTED"),
            new("common_estimated", "N_IJ", "0"), new("jaccard", "JACCARD", "0.000"), new("jaccard_naive", "NAIVE", "0.000"),
            new("first_in_second", "1 IN 2", "0.000"), new("second_in_first", "2 IN 1", "0.000"))
        {
            Shown = request.Top,
            Note = $"peers named by {overlap.Peers.Multiplicity:0.00} trackers on average{(overlap.Multiplicity is { } corrected ? $", listed by {corrected:0.00} as estimated" : "; no estimates of unions to correct that with")}",
        };
        foreach (var (pair, both) in overlap.Peers.Pairs.OrderByDescending(pair => pair.Value.Common).ThenBy(pair => pair.Key.First).ThenBy(pair => pair.Key.Second))
        {
            peers.Add(names[pair.First], names[pair.Second], both.Swarms, both.Common, both.Corrected, both.Corrected > 0 ? both.Both : null,
                both.Jaccard, both.NaiveJaccard, both.FirstInSecond, both.SecondInFirst);
        }

        var multiplicity = new Sheet("multiplicity", "mean number of trackers a peer", new("named", "NAMED BY", "0.000"), new("estimated", "LISTED BY (ESTIMATED)", "0.000"));
        if (overlap.Peers.Distinct > 0) multiplicity.Add(overlap.Peers.Multiplicity, overlap.Multiplicity);
        var torrents = new Sheet("torrent_overlap", "torrents, pairs of trackers that named a peer of them",
            new("first", "FIRST"), new("second", "SECOND"), new("first_torrents", "FIRST HAS"), new("second_torrents", "SECOND HAS"), new("common", "COMMON"),
            new("jaccard", "JACCARD", "0.000"), new("first_in_second", "1 IN 2", "0.000"), new("second_in_first", "2 IN 1", "0.000"))
        {
            Shown = request.Top,
        };
        foreach (var (pair, both) in SetOverlap.Of(overlap.Torrents).OrderByDescending(pair => pair.Value.Common).ThenBy(pair => pair.Key.First).ThenBy(pair => pair.Key.Second))
            torrents.Add(names[pair.First], names[pair.Second], both.First, both.Second, both.Common, both.Jaccard, both.FirstInSecond, both.SecondInFirst);
        return [Cover("peer_cover", "peers each further tracker adds", overlap.Peers.Patterns, names, request.Top), multiplicity, peers,
            Cover("torrent_cover", "torrents each further tracker adds", overlap.Torrents, names, request.Top), torrents];
    }

    private static Sheet Cover(string kind, string title, PatternTally tally, IReadOnlyDictionary<int, string> names, int top)
    {
        var sheet = new Sheet(kind, title, new("k", "K"), new("tracker", "TRACKER"), new("gain", "GAIN"), new("covered", "COVERED"), new("share", "SHARE", "0.0000"))
        {
            Shown = top,
            Note = tally.LeftOut > 0 ? $"{tally.LeftOut} left out: too many different sets of trackers" : null,
        };
        var k = 0;
        foreach (var step in GreedyCover.Of(tally)) sheet.Add(++k, names[step.List], step.Gain, step.Covered, step.Share);
        return sheet;
    }
}
