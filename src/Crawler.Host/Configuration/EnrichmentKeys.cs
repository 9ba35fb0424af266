using Crawler.Host.Enriching;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Enrichment</c>: files in which the origin of peers' addresses is looked up before addresses end.</summary>
internal static class EnrichmentKeys
{
    private static readonly Key<string> Country = KeyKinds.Text(
        "Enrichment:Country", null, "A file of countries in the MaxMind format (GeoLite2-Country.mmdb, DB-IP …), in which peers are looked up before their addresses become pseudonyms.", 4096, null, "FILE");

    private static readonly Key<string> System = KeyKinds.Text(
        "Enrichment:Asn", null, "A file of autonomous systems in the MaxMind format (GeoLite2-ASN.mmdb, DB-IP …), as above.", 4096, null, "FILE");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } = [Country, System];

    /// <summary>What the configuration says.</summary>
    public static OriginOptions Read(CrawlerConfiguration configuration) => new(PathOf(configuration.Value(Country)), PathOf(configuration.Value(System)));

    private static string? PathOf(string value) => value.Length > 0 ? Path.GetFullPath(value) : null;
}
