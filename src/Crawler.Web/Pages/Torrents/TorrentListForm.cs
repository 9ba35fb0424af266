using Crawler.Storage.Views;

namespace Crawler.Web.Pages.Torrents;

/// <summary>What a list of torrents is asked for in a query string; what cannot be read is the default.</summary>
/// <param name="Sort">Name of the column it is sorted by.</param>
/// <param name="IsDescending">Whether the largest comes first.</param>
/// <param name="PerPage">Torrents on a page.</param>
public sealed record TorrentListForm(string Sort, bool IsDescending, int PerPage)
{
    /// <summary>How many a page may hold.</summary>
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100, 250];

    private static readonly Dictionary<string, TorrentOrder> Orders = new()
    {
        ["size"] = TorrentOrder.Size,
        ["seen"] = TorrentOrder.Seen,
        ["seeders"] = TorrentOrder.Seeders,
        ["leechers"] = TorrentOrder.Leechers,
        ["last"] = TorrentOrder.LastCall,
        ["added"] = TorrentOrder.Added,
    };

    /// <summary>Reads it.</summary>
    public static TorrentListForm Read(string? sort, string? order, string? perPage) => new(
        sort is not null && Orders.ContainsKey(sort) ? sort : "size",
        order != "asc",
        int.TryParse(perPage, out var size) && Sizes.Contains(size) ? size : 50);

    /// <summary>What to read of the store.</summary>
    /// <param name="search">What names contain or infohashes begin with; null for all.</param>
    /// <param name="tracker">Only those called there; null for all.</param>
    /// <param name="page">Which page, from 1.</param>
    public TorrentQuery Query(string? search, int? tracker, int page) => new()
    {
        Search = search,
        Tracker = tracker,
        Order = Orders[Sort],
        Descending = IsDescending,
        Skip = (page - 1) * PerPage,
        Take = PerPage,
    };
}
