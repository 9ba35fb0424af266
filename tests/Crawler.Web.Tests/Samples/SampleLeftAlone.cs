using Crawler.Protocol.Attempts;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Reports.Stats;
using Crawler.Web.Boards;

namespace Crawler.Web.Tests.Samples;

/// <summary>Some who are left alone: one was called all the same, one answered with what would like to run in a page.</summary>
internal static class SampleLeftAlone
{
    /// <summary>A swarm that opted out, which nobody is shown.</summary>
    public const string Swarm = "dddddddddddddddddddddddddddddddddddddddd";

    public static readonly LeftAloneBoard Board = new(
        Sample.Now.AddMinutes(-3),
        new LeftAloneReport(
            [
                Of(LeftAloneReason.HttpGone, SampleTrackers.All[3].Url, 4, calls: 2, said: SampleCalls.HostileError),
                Of(LeftAloneReason.RetryNever, SampleTrackers.All[6].Url, 7, said: $"never https://closed.eta.example/{Sample.Passkey}/announce"),
                Of(LeftAloneReason.PortNotListed, SampleTrackers.All[1].Url, 2, said: "says: trackers only on UDP 1337 (BEP 34)"),
                Of(LeftAloneReason.NoTrackerOnHost, "www.example", 9, said: "www.example says: no trackers here (BEP 34)"),
            ],
            [
                Entry(OptOutKind.Swarm, Swarm), Entry(OptOutKind.Host, "opted.example"), Entry(OptOutKind.Network, "203.0.113.0/24") with { Until = Sample.Now.AddHours(-1), Withheld = 3 },
            ],
            [
                new OptOutCampaign
                {
                    Id = 1, Name = "swarms", Vantage = "lab", InForce = new OptOutNumbers(1, 1, 0), Since = Sample.Now.AddHours(-2), LeftOut = new LeftOutNumbers(5, 12), Withheld = 3, CallsSince = 0,
                },
                new OptOutCampaign
                {
                    Id = 3, Name = "<b>cut off</b>", Vantage = "lab", InForce = new OptOutNumbers(5000, 0, 0) { Hash = "ab" }, Since = Sample.Now.AddDays(-4), LeftOut = null, Withheld = 0, CallsSince = null,
                },
            ]));

    private static LeftAloneTracker Of(LeftAloneReason reason, string who, int id, long calls = 0, string? said = null) => new()
    {
        Reason = reason,
        Who = who,
        TrackerIds = [id],
        Since = Sample.Now.AddDays(-2),
        LastAt = Sample.Now.AddHours(-5),
        Times = 3,
        Swarms = 2,
        CallsSince = calls,
        LastCallAt = calls > 0 ? Sample.Now.AddHours(-1) : null,
        Said = said,
    };

    private static OptOutEntry Entry(OptOutKind kind, string what) => new() { CampaignId = 1, Campaign = "swarms", Kind = kind, What = what, Since = Sample.Now.AddHours(-2), IsListed = true };
}
