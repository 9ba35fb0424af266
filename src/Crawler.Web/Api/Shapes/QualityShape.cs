namespace Crawler.Web.Api.Shapes;

/// <summary>How far what is shown can be relied on.</summary>
public sealed record QualityShape
{
    /// <summary>How old what is known is.</summary>
    public required StalenessShape Staleness { get; init; }

    /// <summary>Batches of the log that are not merged into the aggregate of peers yet; counts of peers are short by that much.</summary>
    public required long AggregateLagBatches { get; init; }

    /// <summary>Batches of the log that what pages and this API read does not contain yet.</summary>
    public required long RollLagBatches { get; init; }

    /// <summary>Crawls that run in this process: what has not reached the store.</summary>
    public required IReadOnlyList<BacklogShape> Backlogs { get; init; }

    /// <summary>Calls over time, and those that say nothing of a tracker because our own network was down.</summary>
    public required SeriesShape<OutageShape> Outages { get; init; }
}

/// <summary>How old what is known is.</summary>
public sealed record StalenessShape
{
    /// <summary>Torrents at trackers, families apart, that are scheduled and not given up.</summary>
    public required long Sessions { get; init; }

    /// <summary>Of them, never called.</summary>
    public required long NeverCalled { get; init; }

    /// <summary>Of them, due more than a quarter of an hour ago.</summary>
    public required long Overdue { get; init; }

    /// <summary>Of them, given no useful answer within twice the interval in use, or within a day where none is known.</summary>
    public required long Stale { get; init; }

    /// <summary>Share that is stale, 0–1; null without any session.</summary>
    public required double? StaleShare { get; init; }

    /// <summary>Torrents at trackers given up, beside `sessions`.</summary>
    public required long Gone { get; init; }
}

/// <summary>What a crawl has observed that is not in the store.</summary>
public sealed record BacklogShape
{
    /// <summary>The campaign's number.</summary>
    public required int CampaignId { get; init; }

    /// <summary>Observations in memory.</summary>
    public required long Unstored { get; init; }

    /// <summary>Batches on disk that wait for the store.</summary>
    public required long SpoolBatches { get; init; }

    /// <summary>Bytes of them.</summary>
    public required long SpoolBytes { get; init; }

    /// <summary>What is wrong, in one line; null while all is well.</summary>
    public required string? Trouble { get; init; }
}

/// <summary>Calls of all trackers in a step.</summary>
public sealed record OutageShape
{
    /// <summary>When it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Calls made.</summary>
    public required long Calls { get; init; }

    /// <summary>Of them, those that our own network lost.</summary>
    public required long OurOutage { get; init; }
}
