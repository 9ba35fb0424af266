using Crawler.Protocol;
using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Views;

/// <summary>
/// What pages and the API show. Each call is one consistent snapshot, bounded in what it returns, and fast however long the
/// log is: it reads what was rolled up, and the log or the aggregate only by an index. Reaches as far as
/// <see cref="ICrawlStore.RollAsync"/> came. Trackers are known by their number, as two passkeys on one look alike.
/// Times in a window are UTC. Canaries are never a torrent here.
/// </summary>
public interface ICrawlViews
{
    /// <summary>The totals of everything stored.</summary>
    Task<StoreTotals> TotalsAsync(CancellationToken cancellation = default);

    /// <summary>Every tracker as it stands, in order of number.</summary>
    /// <param name="now">The end of the spans that uptime is told for.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<TrackerStanding>> TrackersAsync(DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>Trackers that turned up or down, latest first.</summary>
    Task<IReadOnlyList<TrackerTurn>> TurnsAsync(TimeWindow window, int most, CancellationToken cancellation = default);

    /// <summary>Quarters of an hour of some trackers, both families together, ascending; those without a call are left out.</summary>
    Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>> BeatsAsync(
        IReadOnlyCollection<int> trackers, TimeWindow window, CancellationToken cancellation = default);

    /// <summary>One tracker over time; empty if there is none of that number or it was not called then.</summary>
    Task<IReadOnlyList<TrackerPoint>> TrackerCourseAsync(int tracker, TimeWindow window, CancellationToken cancellation = default);

    /// <summary>The same over all trackers together.</summary>
    Task<IReadOnlyList<TrackerPoint>> CallCourseAsync(TimeWindow window, CancellationToken cancellation = default);

    /// <summary>The last calls of a tracker, one a torrent and family, latest first, with what it answered.</summary>
    Task<IReadOnlyList<LastCall>> LastCallsAsync(int tracker, int most, CancellationToken cancellation = default);

    /// <summary>A page of torrents.</summary>
    Task<Page<TorrentListing>> TorrentsAsync(TorrentQuery query, CancellationToken cancellation = default);

    /// <summary>One torrent; null if it is not known, or a canary.</summary>
    Task<TorrentView?> TorrentAsync(InfoHash infoHash, CancellationToken cancellation = default);

    /// <summary>Estimates of a torrent's size that end in a window, ascending: of the union and of each tracker, snapshots only; one for each step.</summary>
    Task<IReadOnlyList<SizePoint>> SizesAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default);

    /// <summary>Seeders and leechers as claimed, each tracker and family apart, ascending; the last of each step.</summary>
    Task<IReadOnlyList<ClaimPoint>> ClaimsAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default);

    /// <summary>Peers nobody had named before in this torrent, day by day.</summary>
    Task<IReadOnlyList<NewPeers>> NewPeersAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default);

    /// <summary>What each tracker contributed to a torrent and what they have in common, over all time.</summary>
    Task<TorrentOverlap> OverlapAsync(InfoHash infoHash, CancellationToken cancellation = default);

    /// <summary>Sizes of all swarms, by latest estimate, for their distribution; ascending.</summary>
    Task<IReadOnlyList<double>> SizeDistributionAsync(CancellationToken cancellation = default);

    /// <summary>How old what is known is, and how far calls are behind their schedule.</summary>
    Task<Staleness> StalenessAsync(DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>Events of all campaigns, latest first.</summary>
    Task<IReadOnlyList<NotedEvent>> EventsAsync(int most, CancellationToken cancellation = default);
}

/// <summary>Something that happened to a campaign, with whose it is.</summary>
/// <param name="CampaignId">The campaign's number.</param>
/// <param name="Campaign">Its name.</param>
/// <param name="Event">What happened.</param>
public sealed record NotedEvent(int CampaignId, string Campaign, CampaignEvent Event);
