namespace Crawler.Storage.Views;

/// <summary>How old what is known is.</summary>
public sealed record Staleness
{
    /// <summary>Torrents at trackers, families apart, that are scheduled and not given up.</summary>
    public required long Sessions { get; init; }

    /// <summary>Of them, never called.</summary>
    public required long NeverCalled { get; init; }

    /// <summary>Of them, due more than a quarter of an hour ago.</summary>
    public required long Overdue { get; init; }

    /// <summary>Of them, given no useful answer within twice the interval in use, or within a day where none is known.</summary>
    public required long Stale { get; init; }

    /// <summary>Torrents at trackers given up, beside <see cref="Sessions"/>.</summary>
    public required long Gone { get; init; }

    /// <summary>Share of <see cref="Sessions"/> that is stale, 0–1; null without any.</summary>
    public double? StaleShare => Sessions > 0 ? (double)Stale / Sessions : null;
}
