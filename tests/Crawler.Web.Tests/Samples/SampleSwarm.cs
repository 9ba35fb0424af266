using System.Net.Sockets;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Views;

namespace Crawler.Web.Tests.Samples;

/// <summary>One torrent and its life.</summary>
internal static class SampleSwarm
{
    public static TorrentView Of(int place)
    {
        var listing = SampleTorrents.All[place];
        var trackers = SampleTorrents.TrackersOf(place).Select(id => SampleTrackers.All[id - 1]).ToList();
        return new TorrentView
        {
            Listing = listing,
            V2Hash = place % 5 == 0 ? new string('a', 64) : null,
            Source = place % 2 == 0 ? "magnet" : "<i>list</i>.txt",
            FirstAt = listing.LastAt?.AddDays(-9),
            Trackers = [.. trackers.Select((tracker, position) => At(listing, tracker, position))],
            Estimates = listing.Size is null ? [] : [.. trackers.Take(2).Select(tracker => Estimate(listing, tracker.Url)), Estimate(listing, null)],
        };
    }

    public static IReadOnlyList<SizePoint> Sizes(int place, TimeWindow window)
    {
        if (SampleTorrents.All[place].Size is not { Peers: { } peers }) return [];
        var tracker = SampleTrackers.All[0];
        return
        [
            .. Hours(window).SelectMany(at =>
            {
                var size = peers * (1 + (0.2 * Math.Sin(at.Hour / 24.0 * Math.Tau)));
                var isOpen = at.Hour == 5;
                return new[]
                {
                    new SizePoint(tracker.Id, tracker.Url, AddressFamily.InterNetwork, at, size * 0.8, size * 0.76, size * 0.85, (long)(size * 0.6), (long)size, SizeFlags.None),
                    new SizePoint(
                        null, null, AddressFamily.InterNetwork, at, isOpen ? null : size, size * 0.95, isOpen ? null : size * 1.06,
                        (long)(size * 0.8), (long)size, isOpen ? SizeFlags.Unbounded : SizeFlags.None),
                };
            }),
        ];
    }

    public static IReadOnlyList<ClaimPoint> Claims(int place, TimeWindow window) => SampleTorrents.All[place].Complete is not { } complete ? [] :
    [
        .. Hours(window).SelectMany(at => new[] { 0, 1 }.Select(index => SampleTrackers.All[index]).Select(tracker => new ClaimPoint(
            tracker.Id, tracker.Url, AddressFamily.InterNetwork, at, complete + at.Hour, tracker.Id == 2 && at.Hour == 3 ? null : (complete / 2) + at.Hour))),
    ];

    public static IReadOnlyList<NewPeers> NewPeers(int place, TimeWindow window) => SampleTorrents.All[place].Seen is not { } seen ? [] :
    [
        .. Hours(window with { Step = TimeSpan.FromDays(1) }).Select((at, day) => new NewPeers(DateOnly.FromDateTime(at.UtcDateTime), (seen / (day + 2)) + 1)),
    ];

    public static TorrentOverlap Overlap(int place)
    {
        if (SampleTorrents.All[place].Seen is not { } seen) return new TorrentOverlap(0, [], []);
        var trackers = SampleTorrents.TrackersOf(place).Select(id => SampleTrackers.All[id - 1]).ToList();
        long Peers(int index) => seen / (index + 1);
        return new TorrentOverlap(
            seen,
            [.. trackers.Select((tracker, index) => new Contribution(tracker.Id, tracker.Url, Peers(index), Peers(index) / 10))],
            [.. trackers.Select((_, row) => (IReadOnlyList<long>)[.. trackers.Select((_, column) => row == column ? Peers(row) : Math.Min(Peers(row), Peers(column)) / 2)])]);
    }

    private static TorrentAtTracker At(TorrentListing listing, TrackerStanding tracker, int position)
    {
        var isCalled = listing.Calls > 0 && tracker.IsUp is not null;
        var isUp = isCalled && tracker.IsUp == true;
        return new TorrentAtTracker
        {
            TrackerId = tracker.Id,
            Tracker = tracker.Url,
            Tier = position / 2,
            Position = position % 2,
            Family = isCalled ? tracker.Families.Select(family => (AddressFamily?)family).FirstOrDefault() : null,
            At = isCalled ? listing.LastAt : null,
            Outcome = isCalled ? tracker.LastOutcome : null,
            AnsweredAt = isUp ? listing.LastAt : null,
            Calls = isCalled ? 120 : 0,
            Answered = isUp ? 117 : 0,
            Complete = isUp ? listing.Complete : null,
            Incomplete = isUp ? listing.Incomplete : null,
            Downloaded = isUp ? 4_711 : null,
            Interval = isUp ? TimeSpan.FromSeconds(1800) : null,
            NotBefore = isCalled ? Sample.Now.AddMinutes(5) : null,
            DueAt = isCalled ? Sample.Now.AddMinutes(20) : null,
            Failures = isCalled && !isUp ? 6 : 0,
            IsGone = tracker.Id == 6,
        };
    }

    private static StoredEstimate Estimate(TorrentListing listing, string? tracker)
    {
        var (size, share) = (listing.Size!, tracker is null ? 1 : 0.8);
        return new StoredEstimate
        {
            Tracker = tracker,
            Family = size.Family,
            Kind = EstimateKind.Snapshot,
            CampaignId = 1,
            From = size.At.AddMinutes(-58),
            To = size.At,
            Complete = tracker is null ? null : listing.Complete,
            Incomplete = tracker is null ? null : listing.Incomplete,
            Size = new SizeEstimate
            {
                Method = size.Peers is null ? SizeMethod.AtLeast : tracker is null ? SizeMethod.Union : SizeMethod.Darroch,
                Size = size.Peers * share,
                Low = size.Low * share,
                High = size.High * share,
                StandardError = size.Peers * share * 0.025,
                Occasions = 14,
                Announces = 14,
                Sightings = 2_800,
                Distinct = (long)((listing.Seen ?? 0) * share),
                SeenOnce = 210,
                SeenTwice = 160,
                Vmr = 1.04,
                Rho = tracker is null ? null : 0.97,
                Coverage = 0.88,
                Flags = size.Flags,
            },
        };
    }

    private static IEnumerable<DateTimeOffset> Hours(TimeWindow window)
    {
        var first = new DateTimeOffset((window.From.UtcTicks + window.Step.Ticks - 1) / window.Step.Ticks * window.Step.Ticks, TimeSpan.Zero);
        for (var at = first; at < window.To; at += window.Step) yield return at;
    }
}
