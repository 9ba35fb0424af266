namespace Crawler.Storage.Campaigns;

/// <summary>Something that happened to a campaign, so that what it did can be told afterwards. Append-only.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, in one word: <c>started</c>, <c>resumed</c>, <c>paused</c>, <c>continued</c>, <c>rates</c>, <c>opt-outs</c>, <c>targets-added</c>, <c>node-lost</c>, <c>ended</c>.</param>
/// <param name="Detail">The rest, as the kind has it (JSON text or a sentence); null for none.</param>
public sealed record CampaignEvent(DateTimeOffset At, string Kind, string? Detail = null)
{
    /// <summary>
    /// The kind of the end of a process whose last calls may not be in the store: what was due by then counts as called.
    /// </summary>
    public const string NodeLost = "node-lost";
}
