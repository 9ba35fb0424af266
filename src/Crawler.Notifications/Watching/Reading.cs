namespace Crawler.Notifications.Watching;

/// <summary>How everything stood at a time. What could not be read is null, and nothing follows from it.</summary>
/// <param name="At">When.</param>
/// <param name="Store">The store.</param>
/// <param name="Trackers">All trackers; null if they could not be read.</param>
/// <param name="IsHonestyJudged">Whether trackers were judged at all yet: that takes a while after a start.</param>
/// <param name="Campaigns">All campaigns; null if they could not be read.</param>
public sealed record Reading(
    DateTimeOffset At, StoreReading Store, IReadOnlyList<TrackerReading>? Trackers, bool IsHonestyJudged, IReadOnlyList<CampaignReading>? Campaigns);

/// <summary>The store.</summary>
/// <param name="Trouble">Why it could not be read, in one line; null if it could.</param>
/// <param name="RollLag">Batches of the log that pages do not show yet; null if not known.</param>
/// <param name="MergeLag">Batches of the log that are not in the aggregate yet; null if not known.</param>
public sealed record StoreReading(string? Trouble, long? RollLag, long? MergeLag);

/// <summary>A tracker.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its URL, redacted.</param>
/// <param name="Verdict">What the looks at it come to.</param>
/// <param name="LastOutcome">What came of its last call, in words; null if it was never called.</param>
/// <param name="Honesty">How far it can be believed, 0–100; null while that is not judged.</param>
/// <param name="Finding">What speaks most against it; null for nothing.</param>
public sealed record TrackerReading(int Id, string Name, LookVerdict Verdict, string? LastOutcome, double? Honesty, string? Finding);

/// <summary>A campaign.</summary>
public sealed record CampaignReading
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>When it ended; null if it did not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When its crawl last gave a sign of life; null if none did.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whether that was so lately that it must be running.</summary>
    public bool IsAlive { get; init; }

    /// <summary>Whether it is to make no call.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Calls that came back in this run; null if not known.</summary>
    public long? Calls { get; init; }

    /// <summary>Calls that are due or out; null if not known.</summary>
    public long? Pending { get; init; }

    /// <summary>Torrents it measures; null if not known.</summary>
    public long? Torrents { get; init; }

    /// <summary>What it says is wrong; null for nothing.</summary>
    public string? Trouble { get; init; }
}
