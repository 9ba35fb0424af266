using Crawler.Storage.Campaigns;
using Crawler.Storage.Composition;
using Crawler.Storage.Estimates;

namespace Crawler.Storage.Log;

/// <summary>
/// What one writer appends at once. Writer and sequence make it recognisable: a batch may be sent again after an
/// unclear failure and counts once.
/// </summary>
public sealed record LogBatch
{
    /// <summary>
    /// Who writes: unique to one process that appends one batch at a time. A new name for every run is the simplest.
    /// </summary>
    public required string Writer { get; init; }

    /// <summary>From 1, increasing. Gaps are allowed (a dropped batch); going back is taken for a replay.</summary>
    public required long Sequence { get; init; }

    /// <summary>The campaign, as <see cref="ICampaignStore.OpenAsync"/> numbered it.</summary>
    public required int CampaignId { get; init; }

    /// <summary>The attempts, in any order; where several carry a schedule for one tracker over one family, the latest attempt wins.</summary>
    public required IReadOnlyList<LogEntry> Entries { get; init; }

    /// <summary>Estimates of swarm sizes made meanwhile.</summary>
    public IReadOnlyList<EstimateEntry> Estimates { get; init; } = [];

    /// <summary>Where peers named in it are, as far as it was looked up and is new. Of what is known already the store keeps the first.</summary>
    public IReadOnlyList<AddressOrigin> Origins { get; init; } = [];

    /// <summary>The software of peers named in it whose ids came with them, as far as it is new. The store keeps what was said last.</summary>
    public IReadOnlyList<PeerClient> Clients { get; init; } = [];
}
