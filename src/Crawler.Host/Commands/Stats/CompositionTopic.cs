using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats composition</c>.</summary>
internal static class CompositionTopic
{
    public static readonly StatsTopic Topic = new(
        "composition",
        "Countries, autonomous systems and families of the addresses seen.",
        "Distinct addresses, each once over all swarms in scope. Countries and systems are those that Enrichment:Country and Enrichment:Asn named when an address was first seen; how many are known stands beside them. Bogons are counted as often as they were named.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var found = await statistics.CompositionAsync(request.Scope, cancellation);
        var brief = new Sheet("composition", "addresses seen",
            new("addresses", "ADDRESSES"), new("ipv4", "IPV4"), new("ipv6", "IPV6"), new("with_country", "WITH COUNTRY"), new("countries", "COUNTRIES"),
            new("with_system", "WITH SYSTEM"), new("systems", "SYSTEMS"), new("peers_named", "PEERS NAMED"), new("bogons", "BOGONS"));
        if (found.Addresses == 0) return [brief];
        brief.Add(found.Addresses, found.V4, found.V6, Sum(found.Countries), (long)found.Countries.Count, Sum(found.Systems), (long)found.Systems.Count, found.Returned, found.Bogons);
        var countries = new Sheet("country", "addresses by country", new("country", "COUNTRY"), new("addresses", "ADDRESSES"), new("share", "SHARE", "0.0000")) { Shown = request.Top };
        foreach (var share in found.Countries) countries.Add(share.Origin, share.Addresses, (double)share.Addresses / found.Addresses);
        var systems = new Sheet("autonomous_system", "addresses by autonomous system", new("system", "SYSTEM"), new("name", "NAME"), new("addresses", "ADDRESSES"), new("share", "SHARE", "0.0000")) { Shown = request.Top };
        foreach (var share in found.Systems) systems.Add(share.Origin, share.Name, share.Addresses, (double)share.Addresses / found.Addresses);
        return [brief, countries, systems];
    }

    private static long Sum(IReadOnlyList<OriginShare> shares) => shares.Sum(share => share.Addresses);
}
