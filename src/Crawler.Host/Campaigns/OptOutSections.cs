using Crawler.Host.Campaigns.Yaml;

namespace Crawler.Host.Campaigns;

/// <summary>Reads <c>addresses:</c> and <c>opt-out:</c>.</summary>
internal static class OptOutSections
{
    public static AddressRules Addresses(SectionReader section)
    {
        var rules = new AddressRules(
            section.Read("allow-private", CampaignValues.YesNo) ?? false,
            [.. section.List("allow", CampaignValues.Network).Select(network => network.Value)],
            [.. section.List("refuse", CampaignValues.Network).Select(network => network.Value)]);
        section.End();
        return rules;
    }

    public static OptOutLists OptOut(SectionReader section)
    {
        var lists = new OptOutLists(
            section.List("infohashes", OptOutText.Or(OptOutText.InfoHash)),
            section.List("hosts", OptOutText.Or(OptOutText.Host)),
            section.List("addresses", OptOutText.Or(CampaignValues.Network)));
        section.End();
        return lists;
    }
}
