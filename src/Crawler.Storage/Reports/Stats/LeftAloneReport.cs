using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;

namespace Crawler.Storage.Reports.Stats;

/// <summary>
/// Who is left alone, since when and why, and what was called since, by the record: by the log, by schedules and by what
/// campaigns noted. What never came into the store is not in it: targets left out before a campaign began are known by number.
/// </summary>
/// <param name="Trackers">Hosts and trackers that asked for it themselves, those called since first.</param>
/// <param name="OptOuts">Who was left alone by campaign files, entry by entry, those called all the same first.</param>
/// <param name="Campaigns">The campaigns that left somebody alone by their file.</param>
public sealed record LeftAloneReport(IReadOnlyList<LeftAloneTracker> Trackers, IReadOnlyList<OptOutEntry> OptOuts, IReadOnlyList<OptOutCampaign> Campaigns)
{
    /// <summary>When the first call of the log began: none since is proof from then on, as what was before is not kept. Null without a log.</summary>
    public DateTimeOffset? LogSince { get; init; }

    /// <summary>Whether nobody is, as far as the record says.</summary>
    public bool IsEmpty => Trackers.Count == 0 && OptOuts.Count == 0 && Campaigns.Count == 0;
}

/// <summary>A host or a tracker that asked to be left alone.</summary>
public sealed record LeftAloneTracker
{
    /// <summary>Why.</summary>
    public required LeftAloneReason Reason { get; init; }

    /// <summary>The host where all of it is left alone, else the announce URL, redacted.</summary>
    public required string Who { get; init; }

    /// <summary>The trackers it is about, by their numbers, in order.</summary>
    public required IReadOnlyList<int> TrackerIds { get; init; }

    /// <summary>When it was first said, by the calls in scope.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was said last.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often it was said; 0 if only the schedule remembers.</summary>
    public required long Times { get; init; }

    /// <summary>Swarms that are not asked about there because of it; one at two announce URLs counts twice.</summary>
    public required long Swarms { get; init; }

    /// <summary>
    /// Calls after it was first said: at the host, at the port, or for those swarms at the tracker, as far as the wish reaches.
    /// A 410 or "never" is of the family it was said over. 0 is proof that it was honoured, as far back as the log is kept; otherwise the wish was taken back, or could not be read, when they were made.
    /// </summary>
    public required long CallsSince { get; init; }

    /// <summary>When the last of those was made; null without any.</summary>
    public required DateTimeOffset? LastCallAt { get; init; }

    /// <summary>What was said, sanitised and redacted, one wording of several; null if it is not kept.</summary>
    public required string? Said { get; init; }
}

/// <summary>Somebody a campaign left alone by its file, for one stretch of time.</summary>
public sealed record OptOutEntry
{
    /// <summary>The campaign's number.</summary>
    public required int CampaignId { get; init; }

    /// <summary>Its name.</summary>
    public required string Campaign { get; init; }

    /// <summary>What it is.</summary>
    public required OptOutKind Kind { get; init; }

    /// <summary>The infohash, host or network; of what only the log tells, the host as it may be shown or the address.</summary>
    public required string What { get; init; }

    /// <summary>When it came into force; of what only the log tells, when a call was withheld first.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was taken back; null if it was in force last.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the list it stood in is known; otherwise it is known by the calls that were withheld.</summary>
    public required bool IsListed { get; init; }

    /// <summary>Calls that were due and not made because of it. What is left out from the beginning is never due.</summary>
    public long Withheld { get; init; }

    /// <summary>Calls the campaign made to it all the same while it was in force; 0 is proof.</summary>
    public long CallsSince { get; init; }

    /// <summary>When the last of those was made; null without any.</summary>
    public DateTimeOffset? LastCallAt { get; init; }
}

/// <summary>A campaign that left somebody alone by its file.</summary>
public sealed record OptOutCampaign
{
    /// <summary>Its number.</summary>
    public required int Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it measures from.</summary>
    public required string Vantage { get; init; }

    /// <summary>The lists in force last.</summary>
    public required OptOutNumbers InForce { get; init; }

    /// <summary>When they came into force; null if no list was ever noted.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>What they left out of its targets at its last start; null if that was not noted.</summary>
    public required LeftOutNumbers? LeftOut { get; init; }

    /// <summary>Calls withheld.</summary>
    public required long Withheld { get; init; }

    /// <summary>Calls made all the same; null where the lists are too long to be kept, so that it cannot be told.</summary>
    public required long? CallsSince { get; init; }
}
