using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats composition</c>.</summary>
internal static class CompositionTopic
{
    public static readonly StatsTopic Topic = new(
        "composition",
        "Countries, autonomous systems and families of the addresses seen; software of the peers.",
        "Distinct addresses, each once over all swarms in scope. Countries and systems are those that Enrichment:Country and Enrichment:Asn named when an address was first seen; how many are known stands beside them. Bogons are counted as often as they were named. Software is what peers claim in their ids, which few trackers pass on (crawl --peer-ids asks for them): what share of peers it rests on stands above it.",
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
        return [brief, countries, systems, .. Software(found, request)];
    }

    private static IEnumerable<Sheet> Software(SwarmComposition found, StatsRequest request)
    {
        var coverage = new Sheet("client_coverage", "peers whose software is known",
            new("peers", "PEERS"), new("with_id", "WITH ID"), new("with_client", "WITH CLIENT"), new("coverage", "COVERAGE", "0.0000"), new("clients", "CLIENTS"));
        var clients = found.Clients.GroupBy(share => share.Client)
            .Select(versions => (Client: versions.Key, Peers: versions.Sum(version => version.Peers)))
            .OrderByDescending(client => client.Peers)
            .ThenBy(client => client.Client, StringComparer.Ordinal)
            .ToList();
        coverage.Add(found.Peers, found.PeersWithId, found.PeersWithClient, (double)found.PeersWithClient / found.Peers, (long)clients.Count);
        var software = new Sheet("client", "peers by software", new("client", "CLIENT"), new("peers", "PEERS"), new("share", "SHARE", "0.0000")) { Shown = request.Top };
        foreach (var (client, peers) in clients) software.Add(client, peers, (double)peers / found.PeersWithClient);
        var releases = new Sheet("client_version", "peers by version", new("client", "CLIENT"), new("version", "VERSION"), new("peers", "PEERS"), new("share", "SHARE", "0.0000")) { Shown = request.Top };
        foreach (var share in found.Clients) releases.Add(share.Client, share.Version, share.Peers, (double)share.Peers / found.PeersWithClient);
        return [coverage, software, releases];
    }

    private static long Sum(IReadOnlyList<OriginShare> shares) => shares.Sum(share => share.Addresses);
}
