namespace Crawler.Storage.Views;

/// <summary>Which page of which torrents in which order.</summary>
public sealed record TorrentQuery
{
    /// <summary>Most torrents a page holds.</summary>
    public const int MostOnAPage = 500;

    /// <summary>Only those whose name contains this, or whose infohash begins with it; null or blank for all. Case does not matter.</summary>
    public string? Search { get; init; }

    /// <summary>Only those called at this tracker; null for all.</summary>
    public int? Tracker { get; init; }

    /// <summary>Only those called at least once.</summary>
    public bool OnlyCalled { get; init; }

    /// <summary>The order; ties by number.</summary>
    public TorrentOrder Order { get; init; } = TorrentOrder.Size;

    /// <summary>Whether the largest, the latest or the last of the alphabet come first. What is not known comes last either way.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Torrents left out at the beginning.</summary>
    public int Skip { get; init; }

    /// <summary>Torrents on the page, 1 to <see cref="MostOnAPage"/>.</summary>
    public int Take { get; init; } = 50;
}

/// <summary>What a list of torrents is ordered by.</summary>
public enum TorrentOrder
{
    /// <summary>Estimated size.</summary>
    Size,

    /// <summary>Peers seen.</summary>
    Seen,

    /// <summary>Seeders claimed.</summary>
    Seeders,

    /// <summary>Leechers claimed.</summary>
    Leechers,

    /// <summary>Last call.</summary>
    LastCall,

    /// <summary>Order of registration.</summary>
    Added,
}
