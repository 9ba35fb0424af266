using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;

namespace Crawler.Web.Api.Shapes;

/// <summary>A torrent in a list. What is estimated, seen and claimed are three things.</summary>
public sealed record TorrentShape
{
    /// <summary>What trackers know it by: 40 hexadecimal digits.</summary>
    public required string InfoHash { get; init; }

    /// <summary>Its name, written by a stranger; null if unknown.</summary>
    public required string? Name { get; init; }

    /// <summary>Size of its content in bytes; null if unknown.</summary>
    public required long? ContentBytes { get; init; }

    /// <summary>Estimated: the latest estimate of its swarm over all trackers; null if there is none.</summary>
    public required ListedSizeShape? Estimate { get; init; }

    /// <summary>Seen: distinct peers; null if not counted yet.</summary>
    public required long? DistinctPeers { get; init; }

    /// <summary>Claimed: the most seeders any tracker says it has; null if none does.</summary>
    public required long? Complete { get; init; }

    /// <summary>Claimed: the most leechers any tracker says it has; null if none does.</summary>
    public required long? Incomplete { get; init; }

    /// <summary>Trackers called.</summary>
    public required int Trackers { get; init; }

    /// <summary>Of them, those whose last call was answered usefully.</summary>
    public required int TrackersAnswering { get; init; }

    /// <summary>Calls in all.</summary>
    public required long Calls { get; init; }

    /// <summary>When the last call began; null if none did.</summary>
    public required DateTimeOffset? LastAt { get; init; }

    internal static TorrentShape Of(TorrentListing listing) => new()
    {
        InfoHash = listing.InfoHash.ToString(),
        Name = listing.Name,
        ContentBytes = listing.ContentBytes,
        Estimate = listing.Size is { } size ? ListedSizeShape.Of(size) : null,
        DistinctPeers = listing.Seen,
        Complete = listing.Complete,
        Incomplete = listing.Incomplete,
        Trackers = listing.Trackers,
        TrackersAnswering = listing.TrackersAnswering,
        Calls = listing.Calls,
        LastAt = listing.LastAt,
    };
}

/// <summary>The latest estimate of a swarm's size. The size alone means nothing: read it with its interval and its flags.</summary>
public sealed record ListedSizeShape
{
    /// <summary>Peers; null where it has no finite value: then it is at least `low`.</summary>
    public required double? Size { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end; null for no upper bound.</summary>
    public required double? High { get; init; }

    /// <summary>What speaks against it, a word each.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>Over which family; null if unknown.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset At { get; init; }

    internal static ListedSizeShape Of(ListedSize size) => new()
    {
        Size = size.Peers,
        Low = size.Low,
        High = size.High,
        Flags = Words.Of(size.Flags),
        Family = Words.Of(size.Family),
        At = size.At,
    };
}

/// <summary>How a torrent stands at one tracker over one family.</summary>
public sealed record TorrentTrackerShape
{
    /// <summary>The tracker's number.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Its announce URL, without what may be a passkey.</summary>
    public required string Tracker { get; init; }

    /// <summary>Tier in the announce list, from 0.</summary>
    public required int Tier { get; init; }

    /// <summary>Place in the tier, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The family; null if not known yet.</summary>
    public required IpFamily? Family { get; init; }

    /// <summary>When the last call began; null if none did.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>What came of it; null without a call.</summary>
    public required AttemptOutcome? Outcome { get; init; }

    /// <summary>When the last useful answer was asked for; null if there was none.</summary>
    public required DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Calls in all.</summary>
    public required long Calls { get; init; }

    /// <summary>Of them, answered usefully.</summary>
    public required long Answered { get; init; }

    /// <summary>Seeders as last claimed; null if never.</summary>
    public required long? Complete { get; init; }

    /// <summary>Leechers as last claimed; null if never.</summary>
    public required long? Incomplete { get; init; }

    /// <summary>Completed downloads as last claimed; null if never.</summary>
    public required long? Downloaded { get; init; }

    /// <summary>The interval in use, seconds; null before the tracker named one.</summary>
    public required double? IntervalS { get; init; }

    /// <summary>The tracker's floor: not called earlier than this; null if it was never scheduled.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the next call is due; null if it was never scheduled.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Failures since the last success.</summary>
    public required int Failures { get; init; }

    /// <summary>Whether the tracker is given up for this torrent.</summary>
    public required bool IsGone { get; init; }

    internal static TorrentTrackerShape Of(TorrentAtTracker at) => new()
    {
        TrackerId = at.TrackerId,
        Tracker = at.Tracker,
        Tier = at.Tier,
        Position = at.Position,
        Family = Words.Of(at.Family),
        At = at.At,
        Outcome = at.Outcome,
        AnsweredAt = at.AnsweredAt,
        Calls = at.Calls,
        Answered = at.Answered,
        Complete = at.Complete,
        Incomplete = at.Incomplete,
        Downloaded = at.Downloaded,
        IntervalS = at.Interval?.TotalSeconds,
        NotBefore = at.NotBefore,
        DueAt = at.DueAt,
        Failures = at.Failures,
        IsGone = at.IsGone,
    };
}
