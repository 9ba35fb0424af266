using Crawler.Actors.Hosts;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Host.Options;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>Reads <c>rates:</c>.</summary>
internal static class RatesSection
{
    private static readonly ValueReader<long?> Burst = NumberText.Between("a number of calls", 1, 10_000);
    private static readonly ValueReader<long?> Concurrency = NumberText.Between("a number of calls in flight", 1, 10_000);
    private static readonly ValueReader<long?> InFlight = NumberText.Between("a number of calls in flight", 1, 100_000);

    public static CrawlRates Read(SectionReader rates, YamlProblems problems, ISet<string> known)
    {
        var host = Limits(rates.Section("per-host"), HostLimits.Standard);
        var hosts = new Dictionary<string, HostLimits>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, section) in rates.Named("hosts"))
        {
            string? called = null;
            if (Uri.CheckHostName(name.Value) == UriHostNameType.Unknown || !OptOuts.TryReadHost(name.Value, out called)) problems.Add(name.At, $"rates.hosts: '{name.Value}' is not a host name (without port)");
            // As trackers' URLs have it, or the limit would bind nobody: punycode, addresses without brackets.
            hosts[called ?? name.Value] = Limits(section, host);
        }

        // The keys of a named host exist even where no host is named.
        if (hosts.Count == 0) Limits(new SectionReader(YamlMap.Empty, "rates.hosts.*.", problems, known), host);
        var result = new CrawlRates
        {
            Global = rates.Read("global", CampaignValues.PerSecond),
            Host = host,
            Hosts = hosts,
            PerIp = PerIp(rates, rates.Section("per-ip")),
            MaxInFlight = (int)(rates.Read("in-flight", InFlight) ?? CrawlRates.Standard.MaxInFlight),
        };
        rates.End();
        return result;
    }

    private static HostLimits Limits(SectionReader section, HostLimits usual)
    {
        var limits = usual with
        {
            PerSecond = section.Read("per-second", CampaignValues.PerSecond) ?? usual.PerSecond,
            Burst = (int)(section.Read("burst", Burst) ?? usual.Burst),
            Concurrency = (int)(section.Read("concurrency", Concurrency) ?? usual.Concurrency),
        };
        section.End();
        return limits;
    }

    private static IpLimits? PerIp(SectionReader rates, SectionReader section)
    {
        var perSecond = section.Read("per-second", CampaignValues.PerSecond);
        var concurrency = section.Read("concurrency", Concurrency);
        section.End();
        if (!rates.Has("per-ip") || (perSecond is null && concurrency is null)) return null;
        return new IpLimits(PerSecond: perSecond ?? HostLimits.Standard.PerSecond, Concurrency: (int)(concurrency ?? HostLimits.Standard.Concurrency));
    }
}
