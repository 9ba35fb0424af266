using Crawler.Host.Commands.Stats;
using static Crawler.Host.Paper.Tables.TopicTable;

namespace Crawler.Host.Paper.Tables;

/// <summary>
/// The tables behind <c>crawler stats</c>, topic by topic in the order a paper has them; within a topic in the order of its sheets,
/// of which it leaves out the last for want of data.
/// </summary>
internal static class TopicTables
{
    private const string NoEstimate = "no swarm was called yet";
    private const string NoPeers = "no reply of this campaign named a peer";
    private const string NoClaims = "no reply of this campaign had both complete and incomplete";

    /// <summary>Each topic with its tables.</summary>
    public static readonly IReadOnlyList<(StatsTopic Topic, IReadOnlyList<TopicTable> Tables)> All =
    [
        (SizesTopic.Topic,
        [
            new("swarm_size_quantile", "Swarm sizes: quantiles, snapshot and cumulative", "peers", "swarms", Max("swarms"), NoEstimate),
            new("swarm_size_ccdf", "Swarm sizes: CDF and CCDF, snapshot and cumulative", "share of swarms", "sizes on the ladder 1, 2, 5, 10, …", Rows, NoEstimate, PaperPlots.Ccdf),
            new("swarm_size_rank", "Swarm sizes: rank and frequency, snapshot and cumulative", "peers", "ranks on the ladder 1, 2, 5, 10, …", Rows, NoEstimate, PaperPlots.Ranks),
            new("swarm_size", "Swarms, largest first, with 95 % intervals", "peers", "swarms", Rows, NoEstimate),
        ]),
        (PeersTopic.Topic,
        [
            new("unique_peers", "Unique peers at three identities", "peers", "peers, at the finest identity", Max("all"), NoPeers),
            new("peer_membership", "Memberships of a peer in a swarm", "memberships; trackers and replies a membership", "memberships", Sum("memberships"), NoPeers),
            new("new_peers", "New peers a day, and all until then", "peers", "peers, at the finest identity", Sum("endpoints"), NoPeers, PaperPlots.Cumulative),
        ]),
        (SeedersTopic.Topic,
        [
            new("seeder_ratio", "Seeder ratio, complete / (complete + incomplete)", "share, 0 to 1", "torrents", Max("torrents"), NoClaims),
            new("downloads", "Downloads a day, as trackers count them", "downloads", "claims compared with an earlier one", Sum("claims"), "no tracker told downloaded twice for a torrent"),
        ]),
        (OverlapTopic.Topic,
        [
            new("peer_cover", "Peers: marginal gain of the k-th tracker (greedy cover)", "peers", "peers", Max("covered"), NoPeers),
            new("peer_multiplicity", "Mean multiplicity of peers, as named and as estimated", "trackers a peer", "mean", Rows, NoPeers),
            new("peer_overlap", "Peers: overlap of pairs of trackers", "peers; Jaccard and containment 0 to 1", "pairs", Rows, "no two trackers of this campaign named peers of one swarm"),
            new("torrent_cover", "Torrents: marginal gain of the k-th tracker (greedy cover)", "torrents", "torrents", Max("covered"), NoPeers),
            new("torrent_overlap", "Torrents: overlap of pairs of trackers", "torrents; Jaccard and containment 0 to 1", "pairs", Rows, "no two trackers of this campaign named peers of one torrent"),
        ]),
        (TrackersTopic.Topic,
        [
            new("availability", "Tracker availability: uptime, MTBF, MTTR, latency", "share, 0 to 1; hours; milliseconds", "calls", Sum("calls"), "no call of this campaign says anything of a tracker"),
            new("failure_class", "Failures by class", "calls; share of the tracker's calls", "failed calls", Sum("calls"), "no call of this campaign failed"),
            new("outage_correlation", "Outages together", "φ, −1 to 1; quarters of an hour", "pairs of trackers", Rows, "needs two trackers that were both up and down in quarters of an hour in which both were called"),
            new("list_availability", "Any of the list against the best single tracker", "share of quarters of an hour, 0 to 1", "torrents", Sum("torrents"), "needs torrents with several trackers that were called in the same quarters of an hour"),
        ]),
        (ChurnTopic.Topic,
        [
            new("churn", "Sessions and inter-arrival times", "sessions; seconds", "replies", Sum("replies"), "no announce of this campaign was answered with peers"),
            new("session_length", "Session lengths, Kaplan-Meier with right-censoring", "share that lasts longer, 0 to 1", "sessions at risk", Max("at_risk"), "no session began while it was watched", PaperPlots.Sessions),
        ]),
        (LifecycleTopic.Topic,
        [
            new("lifecycle", "Lifecycle: peak, decay of arrivals L0 e^(-t/tau), seedless intervals", "peers; arrivals an hour; hours", "swarms", Rows, "no tracker claimed a size"),
        ]),
        (HoursTopic.Topic,
        [
            new("hour_of_week_claimed", "Hour of the week (UTC): claimed size", "relative to each torrent's mean", "looks", SumEnding("_looks"), "no tracker claimed a size"),
            new("hour_of_week_estimated", "Hour of the week (UTC): estimated size", "relative to each torrent's mean", "looks", SumEnding("_looks"), "no swarm was estimated: crawl with --precision, --coverage or --every"),
            new("hour_of_week_new_peers", "Hour of the week (UTC): new peers", "peers an hour and torrent", "looks", SumEnding("_looks"), "needs a torrent watched over more than an hour"),
        ]),
        (ParticipationTopic.Topic,
        [
            new("participation", "Swarms an address takes part in", "swarms an address; shares of memberships", "addresses", Sum("addresses"), NoPeers),
            new("participation_count", "Addresses by number of swarms", "addresses", "addresses", Sum("addresses"), NoPeers),
        ]),
        (HonestyTopic.Topic,
        [
            new("honesty", "Honesty of trackers, canaries included", "score, 0 to 1", "trackers", Rows, "no tracker was called"),
            new("honesty_evidence", "Honesty: the evidence", "weight", "findings", Rows, "nothing speaks for or against any tracker: crawl with canaries"),
            new("tracker_alias", "One tracker under several names", "Jaccard, 0 to 1", "groups", Rows, "no two trackers look like one"),
        ]),
        // Which swarms opted out is nobody's business but the campaign's: their number is printed.
        (LeftAloneTopic.Topic,
        [
            new("left_alone", "Left out: hosts and trackers that asked to be left alone", "times said; swarms not asked about there; calls since", "hosts and trackers", Rows, "no tracker this campaign called asked to be left alone"),
            new("left_out", "Left out: by opt-out lists", "entries; targets and announce URLs left out; calls withheld and made since", "campaigns", Rows, "this campaign's file left nobody alone"),
        ]),
    ];
}
