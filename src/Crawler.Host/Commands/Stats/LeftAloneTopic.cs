using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats left-alone</c>.</summary>
internal static class LeftAloneTopic
{
    public static readonly StatsTopic Topic = new(
        "left-alone",
        "Who is left alone, since when and why, and that nobody called them since.",
        "Trackers ask for it themselves: their host in DNS (BEP 34), for all of it or for the ports it does not list; HTTP 410 or \"retry in never\", for a swarm there, over the address family it was said over. Campaign files leave out swarms, hosts and networks. Calls since count every connection and packet to whom the wish reaches, canaries included: 0 is the proof that it was honoured, as far back as calls are kept; anything else has the time of the last. Calls to a network are known by the address spoken to. Targets that are left out before a campaign begins are never due, so that only their number is known.",
        ReadAsync)
    {
        Nothing = "nobody is left alone, as far as this store knows",
    };

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var report = await statistics.LeftAloneAsync(request.Scope, cancellation);
        return [Trackers(report, request.Top), Campaigns(report, request.Top), OptOuts(report, request.Top)];
    }

    private static Sheet Trackers(LeftAloneReport report, int top)
    {
        var sheet = new Sheet("left_alone", "hosts and trackers that asked to be left alone, those called since first",
            new("who", "WHO", Widest: 40), new("reason", "REASON"), new("since", "SINCE"), new("last_said_at", "SAID LAST"), new("times", "TIMES"),
            new("swarms", "SWARMS"), new("calls_since", "CALLS SINCE"), new("last_call_at", null), new("urls", null), new("said", null))
        {
            Shown = top,
            Note = $"0 calls since unless the wish was taken back, or could not be read{(report.LogSince is { } kept ? string.Create(CultureInfo.InvariantCulture, $"; calls are kept since {kept:yyyy-MM-dd HH:mm}") : "")}",
        };
        foreach (var one in report.Trackers)
            sheet.Add(one.Who, JsonLine.NameOf(one.Reason), one.Since, one.LastAt, one.Times, one.Swarms, one.CallsSince, one.LastCallAt, one.TrackerIds.Count, one.Said);
        return sheet;
    }

    private static Sheet Campaigns(LeftAloneReport report, int top)
    {
        var sheet = new Sheet("left_out", "campaigns that left somebody alone by their file",
            new("campaign", "CAMPAIGN", Widest: 24), new("campaign_id", "NO"), new("vantage", null), new("since", "SINCE"), new("swarms", "SWARMS"), new("hosts", "HOSTS"), new("networks", "NETWORKS"),
            new("targets_left_out", "TARGETS OUT"), new("urls_left_out", "URLS OUT"), new("withheld", "WITHHELD"), new("calls_since", "CALLS SINCE"), new("lists_hash", null))
        {
            Shown = top,
            Note = "as last in force; what is not known has a dash: what was left out was not noted, or a list was too long to be kept",
        };
        foreach (var one in report.Campaigns)
        {
            sheet.Add(one.Name, one.Id, one.Vantage, one.Since, one.InForce.Swarms, one.InForce.Hosts, one.InForce.Networks,
                one.LeftOut?.Targets, one.LeftOut?.AnnounceUrls, one.Withheld, one.CallsSince, one.InForce.Hash);
        }

        return sheet;
    }

    private static Sheet OptOuts(LeftAloneReport report, int top)
    {
        var sheet = new Sheet("opt_out", "whom campaign files left alone",
            new("campaign", "CAMPAIGN", Widest: 20), new("campaign_id", null), new("opted_out", "KIND"), new("what", "WHAT", Widest: 40), new("since", "SINCE"), new("until", "UNTIL"),
            new("is_listed", null), new("withheld", "WITHHELD"), new("calls_since", "CALLS"), new("last_call_at", null))
        {
            Shown = top,
        };
        foreach (var one in report.OptOuts)
            sheet.Add(one.Campaign, one.CampaignId, JsonLine.NameOf(one.Kind), one.What, one.Since, one.Until, one.IsListed, one.Withheld, one.CallsSince, one.LastCallAt);
        return sheet;
    }
}
