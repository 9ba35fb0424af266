using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Estimates;

namespace Crawler.Storage.Views;

/// <summary>One torrent whole.</summary>
public sealed record TorrentView
{
    /// <summary>As in a list.</summary>
    public required TorrentListing Listing { get; init; }

    /// <summary>The whole v2 infohash, hexadecimal; null for v1 torrents or where unknown.</summary>
    public required string? V2Hash { get; init; }

    /// <summary>Where it came from; null if unknown.</summary>
    public required string? Source { get; init; }

    /// <summary>When its first call began; null if none did.</summary>
    public required DateTimeOffset? FirstAt { get; init; }

    /// <summary>How it stands at each of its trackers, by tier and place.</summary>
    public required IReadOnlyList<TorrentAtTracker> Trackers { get; init; }

    /// <summary>The latest estimates: for each tracker and family, then for the union.</summary>
    public required IReadOnlyList<StoredEstimate> Estimates { get; init; }
}

/// <summary>How a torrent stands at one tracker over one family.</summary>
public sealed record TorrentAtTracker
{
    /// <summary>The tracker's number.</summary>
    public required int TrackerId { get; init; }

    /// <summary>Its URL, redacted.</summary>
    public required string Tracker { get; init; }

    /// <summary>Tier, from 0.</summary>
    public required int Tier { get; init; }

    /// <summary>Place in the tier, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The family; null if not known yet.</summary>
    public required AddressFamily? Family { get; init; }

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

    /// <summary>The interval in use; null before the tracker named one.</summary>
    public required TimeSpan? Interval { get; init; }

    /// <summary>The tracker's floor: not earlier than this; null if it was never scheduled.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the next call is due; null if it was never scheduled.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    /// <summary>Failures since the last success.</summary>
    public required int Failures { get; init; }

    /// <summary>Whether the tracker is given up for this torrent.</summary>
    public required bool IsGone { get; init; }
}
