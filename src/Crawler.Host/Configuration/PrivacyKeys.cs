using Crawler.Host.Addresses;
using Crawler.Privacy;

namespace Crawler.Host.Configuration;

/// <summary>Section <c>Privacy</c>: what becomes of peers' addresses.</summary>
internal static class PrivacyKeys
{
    private static readonly Key<string> Policy = KeyKinds.Choice(
        "Privacy:Addresses",
        "What is written in the place of peers' addresses: pseudonyms that keep prefixes, networks (/24, /48), or raw, which is pseudonyms and for a time the addresses beside them.",
        null,
        "prefix-preserving",
        "truncated",
        "raw");

    private static readonly Key<string> KeyFile = KeyKinds.Text(
        "Privacy:KeyFile", null, "The file of the pseudonyms' key, made by the first crawl; without it one for each store in the state folder. The same for all who write to one store.", 4096, null, "FILE");

    private static readonly Key<TimeSpan?> RawFor = KeyKinds.Duration(
        "Privacy:RawFor", "How long addresses are kept where Privacy:Addresses is raw, in whole days (UTC); 7d where nothing is given.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Key> All { get; } = [Policy, KeyFile, RawFor];

    /// <summary>What the configuration says of addresses.</summary>
    public static AddressOptions Read(CrawlerConfiguration configuration) => new(
        configuration.Value(Policy) switch
        {
            "truncated" => PeerAddressPolicy.Truncated,
            "raw" => PeerAddressPolicy.Raw,
            _ => PeerAddressPolicy.PrefixPreserving,
        },
        configuration.Value(KeyFile) is { Length: > 0 } file ? Path.GetFullPath(file) : null,
        configuration.Value(RawFor) ?? AddressOptions.Standard.RawFor)
    {
        Origins = EnrichmentKeys.Read(configuration),
    };
}
