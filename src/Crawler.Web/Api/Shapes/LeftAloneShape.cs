using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;
using Crawler.Web.Boards;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Shapes;

/// <summary>Who is left alone, by the record.</summary>
public sealed record LeftAloneShape
{
    /// <summary>When the log was looked through.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the first call that is kept began: no calls since is proof from then on; null without any.</summary>
    public required DateTimeOffset? CallsKeptSince { get; init; }

    /// <summary>Hosts and trackers that asked for it themselves, those called since first.</summary>
    public required IReadOnlyList<LeftAloneTrackerShape> Trackers { get; init; }

    /// <summary>Hosts and networks that campaigns' files left alone; swarms are counted in `campaigns` alone.</summary>
    public required IReadOnlyList<OptOutShape> OptOuts { get; init; }

    /// <summary>Campaigns whose file leaves somebody alone.</summary>
    public required IReadOnlyList<OptOutCampaignShape> Campaigns { get; init; }

    internal static LeftAloneShape Of(LeftAloneBoard look) => new()
    {
        At = look.At,
        CallsKeptSince = look.Report.LogSince,
        Trackers =
        [
            .. look.Report.Trackers.Select(one => new LeftAloneTrackerShape
            {
                Who = one.Who, Reason = one.Reason, TrackerIds = one.TrackerIds, Since = one.Since, LastSaidAt = one.LastAt,
                Times = one.Times, Swarms = one.Swarms, CallsSince = one.CallsSince, LastCallAt = one.LastCallAt, Said = UrlsInText.Redact(one.Said),
            }),
        ],
        OptOuts =
        [
            .. look.Report.OptOuts.Where(one => one.Kind != OptOutKind.Swarm).Select(one => new OptOutShape
            {
                CampaignId = one.CampaignId, Kind = one.Kind, What = one.What, Since = one.Since, Until = one.Until,
                IsListed = one.IsListed, Withheld = one.Withheld, CallsSince = one.CallsSince, LastCallAt = one.LastCallAt,
            }),
        ],
        Campaigns =
        [
            .. look.Report.Campaigns.Select(one => new OptOutCampaignShape
            {
                CampaignId = one.Id, Name = one.Name, Since = one.Since, Swarms = one.InForce.Swarms, Hosts = one.InForce.Hosts, Networks = one.InForce.Networks,
                TargetsLeftOut = one.LeftOut?.Targets, UrlsLeftOut = one.LeftOut?.AnnounceUrls, Withheld = one.Withheld, CallsSince = one.CallsSince,
            }),
        ],
    };
}

/// <summary>A host or tracker that asked to be left alone.</summary>
public sealed record LeftAloneTrackerShape
{
    /// <summary>The host, where all of it is left alone, or the announce URL, redacted.</summary>
    public required string Who { get; init; }

    /// <summary>Why.</summary>
    public required LeftAloneReason Reason { get; init; }

    /// <summary>The trackers it is about, by their numbers.</summary>
    public required IReadOnlyList<int> TrackerIds { get; init; }

    /// <summary>When it was first said.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was said last.</summary>
    public required DateTimeOffset LastSaidAt { get; init; }

    /// <summary>How often; 0 if only the schedule remembers.</summary>
    public required long Times { get; init; }

    /// <summary>Swarms not asked about there because of it; one at two announce URLs counts twice.</summary>
    public required long Swarms { get; init; }

    /// <summary>Calls made after it was first said, as far as the wish reaches; 0 is proof.</summary>
    public required long CallsSince { get; init; }

    /// <summary>When the last of those was made; null without any.</summary>
    public required DateTimeOffset? LastCallAt { get; init; }

    /// <summary>What was said, in one of its wordings; null if it is not kept.</summary>
    public required string? Said { get; init; }
}

/// <summary>A host or network that a campaign's file left alone for a stretch of time.</summary>
public sealed record OptOutShape
{
    /// <summary>The campaign's number.</summary>
    public required int CampaignId { get; init; }

    /// <summary>What it is.</summary>
    public required OptOutKind Kind { get; init; }

    /// <summary>The host or network.</summary>
    public required string What { get; init; }

    /// <summary>When it came into force; where the list is not kept, when a call was withheld first.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was taken back; null if it was in force last.</summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>Whether the list it stood in is kept.</summary>
    public required bool IsListed { get; init; }

    /// <summary>Calls that were due and not made.</summary>
    public required long Withheld { get; init; }

    /// <summary>Calls the campaign made to it all the same while it was in force; 0 is proof.</summary>
    public required long CallsSince { get; init; }

    /// <summary>When the last of those was made; null without any.</summary>
    public required DateTimeOffset? LastCallAt { get; init; }
}

/// <summary>A campaign whose file leaves somebody alone.</summary>
public sealed record OptOutCampaignShape
{
    /// <summary>Its number.</summary>
    public required int CampaignId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Since when its lists are as they were last in force; null if none was noted.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Swarms in them.</summary>
    public required long Swarms { get; init; }

    /// <summary>Hosts in them.</summary>
    public required long Hosts { get; init; }

    /// <summary>Networks in them.</summary>
    public required long Networks { get; init; }

    /// <summary>Targets they left out at the last start; null if that was not noted.</summary>
    public required long? TargetsLeftOut { get; init; }

    /// <summary>Announce URLs they left out then, over all targets; null if that was not noted.</summary>
    public required long? UrlsLeftOut { get; init; }

    /// <summary>Calls that were due and not made.</summary>
    public required long Withheld { get; init; }

    /// <summary>Calls made all the same; null where a list is too long to be kept.</summary>
    public required long? CallsSince { get; init; }
}
