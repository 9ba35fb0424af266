using Crawler.Storage.Views;

namespace Crawler.Web.Api.Shapes;

/// <summary>A torrent's size at a time.</summary>
public sealed record SizeShape
{
    /// <summary>The tracker seen through; null for the union of all.</summary>
    public required int? TrackerId { get; init; }

    /// <summary>Its announce URL, without what may be a passkey; null for the union.</summary>
    public required string? Tracker { get; init; }

    /// <summary>The family; null if unknown.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>When the estimate ends.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Estimated peers; null where it has no finite value.</summary>
    public required double? Size { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end; null for no upper bound.</summary>
    public required double? High { get; init; }

    /// <summary>Distinct peers it rests on.</summary>
    public required long DistinctPeers { get; init; }

    /// <summary>Seeders and leechers as claimed in that time; for the union the most any tracker claimed; null if none did.</summary>
    public required long? Claimed { get; init; }

    /// <summary>What speaks against it, a word each.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    internal static SizeShape Of(SizePoint point) => new()
    {
        TrackerId = point.TrackerId,
        Tracker = point.Tracker,
        Family = Words.Of(point.Family),
        At = point.At,
        Size = point.Size,
        Low = point.Low,
        High = point.High,
        DistinctPeers = point.Observed,
        Claimed = point.Claimed,
        Flags = Words.Of(point.Flags),
    };
}

/// <summary>What a tracker claimed at a time.</summary>
public sealed record ClaimShape
{
    /// <summary>The tracker.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Its announce URL, without what may be a passkey.</summary>
    public required string Tracker { get; init; }

    /// <summary>The family asked over; null if unknown.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Seeders; null if absent.</summary>
    public required long? Complete { get; init; }

    /// <summary>Leechers; null if absent.</summary>
    public required long? Incomplete { get; init; }

    internal static ClaimShape Of(ClaimPoint point) => new()
    {
        TrackerId = point.TrackerId,
        Tracker = point.Tracker,
        Family = Words.Of(point.Family),
        At = point.At,
        Complete = point.Complete,
        Incomplete = point.Incomplete,
    };
}

/// <summary>Peers of a torrent that were named for the first time on a day.</summary>
public sealed record NewPeersShape
{
    /// <summary>The day, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How many.</summary>
    public required long Peers { get; init; }
}

/// <summary>What each tracker contributed to a torrent, and what they have in common, over all time.</summary>
public sealed record OverlapShape
{
    /// <summary>Distinct peers over all trackers.</summary>
    public required long DistinctPeers { get; init; }

    /// <summary>Each tracker that named any, most peers first.</summary>
    public required IReadOnlyList<ContributionShape> Trackers { get; init; }

    /// <summary>Peers two of them both named: row and column in the order of `trackers`, the diagonal what each named.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Common { get; init; }

    internal static OverlapShape Of(TorrentOverlap overlap) => new()
    {
        DistinctPeers = overlap.Distinct,
        Trackers =
        [
            .. overlap.Trackers.Select(tracker => new ContributionShape
            {
                TrackerId = tracker.TrackerId,
                Tracker = tracker.Tracker,
                DistinctPeers = tracker.Peers,
                Alone = tracker.Alone,
            }),
        ],
        Common = overlap.Common,
    };
}

/// <summary>What a tracker contributed.</summary>
public sealed record ContributionShape
{
    /// <summary>The tracker.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Its announce URL, without what may be a passkey.</summary>
    public required string Tracker { get; init; }

    /// <summary>Distinct peers it named.</summary>
    public required long DistinctPeers { get; init; }

    /// <summary>Of them, those nobody else named.</summary>
    public required long Alone { get; init; }
}
