using System.Text.Json.Nodes;
using Crawler.Storage.Views;
using Crawler.Web.Boards;

namespace Crawler.Web.Api.Shapes;

/// <summary>How everything stands.</summary>
public sealed record OverviewShape
{
    /// <summary>Trackers by how they stand.</summary>
    public required TrackerCountShape Trackers { get; init; }

    /// <summary>Totals of everything stored, as far as it is rolled up.</summary>
    public required TotalsShape Totals { get; init; }

    /// <summary>Crawls that run in this process, with their progress; empty if none does.</summary>
    public required IReadOnlyList<RunningCrawlShape> Crawls { get; init; }
}

/// <summary>Trackers by how they stand.</summary>
public sealed record TrackerCountShape
{
    /// <summary>When they were looked at; null before the first look.</summary>
    public required DateTimeOffset? At { get; init; }

    /// <summary>All.</summary>
    public required int Total { get; init; }

    /// <summary>That answered when they were last asked, refusals included.</summary>
    public required int Up { get; init; }

    /// <summary>That did not.</summary>
    public required int Down { get; init; }

    /// <summary>That were never asked, or never while our own network was up.</summary>
    public required int Unknown { get; init; }

    internal static TrackerCountShape Of(TrackerBoard board) => new()
    {
        At = board.At,
        Total = board.Trackers.Count,
        Up = board.Trackers.Count(tracker => tracker.Standing.IsUp == true),
        Down = board.Trackers.Count(tracker => tracker.Standing.IsUp == false),
        Unknown = board.Trackers.Count(tracker => tracker.Standing.IsUp is null),
    };
}

/// <summary>Totals of everything stored, as far as it is rolled up.</summary>
public sealed record TotalsShape
{
    /// <summary>Swarms registered, canaries left out.</summary>
    public required long Torrents { get; init; }

    /// <summary>Of them, called at least once.</summary>
    public required long TorrentsCalled { get; init; }

    /// <summary>Trackers registered.</summary>
    public required long Trackers { get; init; }

    /// <summary>Calls made.</summary>
    public required long Calls { get; init; }

    /// <summary>Of them, answered usefully.</summary>
    public required long Answered { get; init; }

    /// <summary>Peers, distinct within each torrent, as far as an estimate counts them.</summary>
    public required long Peers { get; init; }

    /// <summary>When the last call began; null without any.</summary>
    public required DateTimeOffset? LastCallAt { get; init; }

    internal static TotalsShape Of(StoreTotals totals) => new()
    {
        Torrents = totals.Torrents,
        TorrentsCalled = totals.TorrentsCalled,
        Trackers = totals.Trackers,
        Calls = totals.Calls,
        Answered = totals.Answered,
        Peers = totals.Peers,
        LastCallAt = totals.LastCallAt,
    };
}

/// <summary>A crawl that runs in this process.</summary>
public sealed record RunningCrawlShape
{
    /// <summary>The campaign's number.</summary>
    public required int CampaignId { get; init; }

    /// <summary>How it stands, as a crawl prints it while it runs.</summary>
    public required JsonNode? Progress { get; init; }
}
