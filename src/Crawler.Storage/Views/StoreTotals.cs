namespace Crawler.Storage.Views;

/// <summary>Totals of everything stored, as far as it is rolled up.</summary>
public sealed record StoreTotals
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
}
