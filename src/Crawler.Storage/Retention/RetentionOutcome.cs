namespace Crawler.Storage.Retention;

/// <summary>What keeping a policy did.</summary>
/// <param name="Done">What was dropped, in order.</param>
/// <param name="UsedBytes">Bytes in use then, as measured.</param>
/// <param name="Last">The plan for what was left then: no steps, unless what was planned could not be dropped.</param>
public sealed record RetentionOutcome(IReadOnlyList<RetentionStep> Done, long UsedBytes, RetentionPlan Last)
{
    /// <summary>Whether the store is under its cap with room for what comes next. If not, nothing more may be dropped.</summary>
    public bool Holds => Last.Holds;
}
