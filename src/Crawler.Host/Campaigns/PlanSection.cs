using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Host.Options;

namespace Crawler.Host.Campaigns;

/// <summary>Reads how well swarms are to be measured: the same as the options of <c>crawl</c>.</summary>
internal static class PlanSection
{
    public static MeasuringPlan Read(SectionReader root, TimeSpan? every)
    {
        var burst = root.Section("burst");
        var looks = burst.Read("looks", NumberText.Between("a number of looks", 2, Burst.MostLooks), required: root.Has("burst"));
        var spacing = burst.Read("spacing", CampaignValues.Duration(TimeSpan.FromHours(24)));
        burst.End();
        var plan = new MeasuringPlan
        {
            Precision = root.Read("precision", ShareText.Between("a precision", 0.005, 0.5)),
            Coverage = root.Read("coverage", ShareText.Between("a coverage", 0.05, 0.999)),
            Every = every,
            Burst = looks is { } most ? new Burst((int)most, spacing ?? TimeSpan.FromSeconds(30)) : null,
            Identities = (int)(root.Read("identities", NumberText.Between("a number of identities", 1, AnnounceIdentity.MostIdentities)) ?? 1),
            Budget = (int)(root.Read("budget", NumberText.Between("a number of announces", 1, 1_000_000)) ?? MeasuringPlan.None.Budget),
            CountsOnly = root.Read("counts-only", CampaignValues.YesNo) ?? false,
        };
        var canaries = root.Read("canaries", CampaignValues.YesNo);
        if (!plan.HasGoal)
        {
            foreach (var key in new[] { "identities", "budget", "canaries" })
                if (root.Has(key)) root.Problem(key, "belongs to a measurement: give precision, coverage, burst or schedule.every too");
        }

        if (plan.CountsOnly)
        {
            foreach (var key in new[] { "precision", "coverage", "burst", "identities", "canaries" })
                if (root.Has(key)) root.Problem(key, "needs peers, which counts-only does not ask for: leave one of the two out");
        }

        return plan with { Canaries = plan is { HasGoal: true, CountsOnly: false } && (canaries ?? true) };
    }
}
