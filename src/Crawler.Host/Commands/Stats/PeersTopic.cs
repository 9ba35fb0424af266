using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats peers</c>.</summary>
internal static class PeersTopic
{
    public static readonly StatsTopic Topic = new(
        "peers",
        "Distinct peers at three identities, new ones a day, and the cumulative curve.",
        "Endpoint is address and port, address the address alone, network the /24 or /48. All are lower bounds: who was named. With --since, who was seen before keeps the day of the first sighting.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var census = await statistics.PeersAsync(request.Scope, cancellation);
        var totals = new Sheet("peers", "distinct peers", new("identity", "IDENTITY"), new("v4", "V4"), new("v6", "V6"), new("all", "ALL"))
        {
            Note = census.Members == 0 ? null : $"{census.Members} memberships of a peer in a swarm; each named by {census.MeanTrackers:0.00} trackers in {census.MeanReplies:0.0} replies on average",
        };
        var member = new Sheet("peer_multiplicity", "memberships", new("memberships", "MEMBERSHIPS"), new("mean_trackers", "TRACKERS", "0.000"), new("mean_replies", "REPLIES", "0.000"));
        var days = new Sheet("new_peers", "new peers a day (UTC), and all until then",
            new("day", "DAY"), new("endpoints", "ENDPOINTS"), new("addresses", "ADDRESSES"), new("networks", "NETWORKS"),
            new("endpoints_cumulative", "ENDPOINTS Σ"), new("addresses_cumulative", "ADDRESSES Σ"), new("networks_cumulative", "NETWORKS Σ"));
        if (census.Members == 0) return [totals];
        member.Add(census.Members, census.MeanTrackers, census.MeanReplies);
        var identities = Enum.GetValues<PeerIdentity>();
        foreach (var identity in identities) totals.Add(JsonLine.NameOf(identity), census.Total(identity, false), census.Total(identity, true), census.Total(identity));
        var sums = new long[identities.Length];
        foreach (var day in census.Days.GroupBy(day => day.Day))
        {
            var news = identities.Select(identity => day.Where(peers => peers.Identity == identity).Sum(peers => peers.Peers)).ToArray();
            for (var i = 0; i < sums.Length; i++) sums[i] += news[i];
            days.Add([day.Key, .. news.Select(count => (object?)count), .. sums.Select(sum => (object?)sum)]);
        }

        return [totals, member, days];
    }
}
