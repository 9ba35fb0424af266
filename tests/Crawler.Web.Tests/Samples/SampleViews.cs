using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>What pages read, out of memory: the same every time.</summary>
internal sealed class SampleViews : ICrawlViews
{
    /// <summary>Whether nothing was ever stored.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether the store does not answer.</summary>
    public bool IsAway { get; set; }

    public Task<StoreTotals> TotalsAsync(CancellationToken cancellation = default) => Answer(IsEmpty
        ? new StoreTotals { Torrents = 0, TorrentsCalled = 0, Trackers = 0, Calls = 0, Answered = 0, Peers = 0, LastCallAt = null }
        : new StoreTotals
        {
            Torrents = SampleTorrents.All.Count,
            TorrentsCalled = SampleTorrents.All.Count(torrent => torrent.Calls > 0),
            Trackers = SampleTrackers.All.Count,
            Calls = 48_210,
            Answered = 41_907,
            Peers = 61_480,
            LastCallAt = Sample.Now.AddSeconds(-40),
        });

    public Task<IReadOnlyList<TrackerStanding>> TrackersAsync(DateTimeOffset now, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<TrackerStanding>>(IsEmpty ? [] : SampleTrackers.All);

    public Task<IReadOnlyList<TrackerTurn>> TurnsAsync(TimeWindow window, int most, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<TrackerTurn>>(IsEmpty ? [] : [.. SampleCourses.Turns.Where(turn => turn.At >= window.From && turn.At < window.To).Take(most)]);

    public Task<IReadOnlyDictionary<int, IReadOnlyList<Beat>>> BeatsAsync(
        IReadOnlyCollection<int> trackers, TimeWindow window, CancellationToken cancellation = default) =>
        Answer<IReadOnlyDictionary<int, IReadOnlyList<Beat>>>(SampleTrackers.All
            .Where(tracker => !IsEmpty && trackers.Contains(tracker.Id) && tracker.IsUp is not null)
            .ToDictionary(tracker => tracker.Id, tracker => SampleCourses.Beats(tracker, window)));

    public Task<IReadOnlyList<TrackerPoint>> TrackerCourseAsync(int tracker, TimeWindow window, CancellationToken cancellation = default) =>
        Answer(SampleCourses.Of(IsEmpty ? [] : [.. SampleTrackers.All.Where(one => one.Id == tracker && one.IsUp is not null)], window));

    public Task<IReadOnlyList<TrackerPoint>> CallCourseAsync(TimeWindow window, CancellationToken cancellation = default) =>
        Answer(SampleCourses.Of(IsEmpty ? [] : [.. SampleTrackers.All.Where(one => one.IsUp is not null)], window));

    public Task<IReadOnlyList<LastCall>> LastCallsAsync(int tracker, int most, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<LastCall>>(IsEmpty || SampleTrackers.All.All(one => one.Id != tracker || one.IsUp is null)
            ? []
            : [.. Enumerable.Range(0, Math.Min(most, 8)).Select(place => SampleCalls.Of(tracker, place))]);

    public Task<Page<TorrentListing>> TorrentsAsync(TorrentQuery query, CancellationToken cancellation = default)
    {
        var found = (IsEmpty ? [] : SampleTorrents.All.Index())
            .Where(one => string.IsNullOrWhiteSpace(query.Search)
                || one.Item.Name?.Contains(query.Search, StringComparison.OrdinalIgnoreCase) == true
                || one.Item.InfoHash.ToString().StartsWith(query.Search, StringComparison.OrdinalIgnoreCase))
            .Where(one => query.Tracker is not { } tracker || SampleTorrents.TrackersOf(one.Index).Contains(tracker))
            .Where(one => !query.OnlyCalled || one.Item.Calls > 0)
            .Select(one => (one.Item, Key: query.Order switch
            {
                TorrentOrder.Seen => one.Item.Seen,
                TorrentOrder.Seeders => one.Item.Complete,
                TorrentOrder.Leechers => one.Item.Incomplete,
                TorrentOrder.LastCall => one.Item.LastAt?.ToUnixTimeSeconds(),
                TorrentOrder.Added => one.Index,
                _ => one.Item.Size?.Peers,
            }))
            .ToList();
        var ordered = found.OrderBy(one => one.Key is null).ThenBy(one => query.Descending ? -one.Key : one.Key).Select(one => one.Item);
        return Answer(new Page<TorrentListing>([.. ordered.Skip(query.Skip).Take(query.Take)], found.Count));
    }

    public Task<TorrentView?> TorrentAsync(InfoHash infoHash, CancellationToken cancellation = default) =>
        Answer(Place(infoHash) is { } place ? SampleSwarm.Of(place) : null);

    public Task<IReadOnlyList<SizePoint>> SizesAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<SizePoint>>(Place(infoHash) is { } place ? SampleSwarm.Sizes(place, window) : []);

    public Task<IReadOnlyList<ClaimPoint>> ClaimsAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<ClaimPoint>>(Place(infoHash) is { } place ? SampleSwarm.Claims(place, window) : []);

    public Task<IReadOnlyList<NewPeers>> NewPeersAsync(InfoHash infoHash, TimeWindow window, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<NewPeers>>(Place(infoHash) is { } place ? SampleSwarm.NewPeers(place, window) : []);

    public Task<TorrentOverlap> OverlapAsync(InfoHash infoHash, CancellationToken cancellation = default) =>
        Answer(Place(infoHash) is { } place ? SampleSwarm.Overlap(place) : new TorrentOverlap(0, [], []));

    public Task<IReadOnlyList<double>> SizeDistributionAsync(CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<double>>(IsEmpty ? [] : [.. SampleTorrents.All.Select(torrent => torrent.Size?.Peers).OfType<double>().Order()]);

    public Task<Staleness> StalenessAsync(DateTimeOffset now, CancellationToken cancellation = default) => Answer(IsEmpty
        ? new Staleness { Sessions = 0, NeverCalled = 0, Overdue = 0, Stale = 0, Gone = 0 }
        : new Staleness { Sessions = 240, NeverCalled = 20, Overdue = 3, Stale = 31, Gone = 6 });

    public Task<IReadOnlyList<NotedEvent>> EventsAsync(int most, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<NotedEvent>>(IsEmpty ? [] : [.. SampleCampaigns.Events.Take(most)]);

    private int? Place(InfoHash infoHash) => SampleTorrents.All.Index()
        .Where(one => !IsEmpty && one.Item.InfoHash.Equals(infoHash))
        .Select(one => (int?)one.Index)
        .FirstOrDefault();

    private Task<T> Answer<T>(T value) => IsAway
        ? Task.FromException<T>(new StoreException(StoreProblem.Unreachable, "cannot reach postgres://crawler@db.example:5432/crawler: connection refused"))
        : Task.FromResult(value);
}
