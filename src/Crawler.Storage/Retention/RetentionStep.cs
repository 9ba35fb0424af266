namespace Crawler.Storage.Retention;

/// <summary>Why something is dropped.</summary>
public enum RetentionReason
{
    /// <summary>It is older than it is to be kept.</summary>
    Age,

    /// <summary>The store takes more than it may.</summary>
    Cap,
}

/// <summary>A stretch of days to drop from one tier; of estimates, to thin.</summary>
/// <param name="Tier">From which tier.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, included.</param>
/// <param name="Days">Days in it that hold something.</param>
/// <param name="Rows">Rows that go; about, where <see cref="TierDay.Rows"/> is.</param>
/// <param name="Bytes">Bytes that go, about.</param>
/// <param name="Reason">Why.</param>
public sealed record RetentionStep(Tier Tier, DateOnly From, DateOnly To, int Days, long Rows, long Bytes, RetentionReason Reason);
