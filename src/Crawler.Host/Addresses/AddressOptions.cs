using Crawler.Host.Enriching;
using Crawler.Privacy;

namespace Crawler.Host.Addresses;

/// <summary>What becomes of peers' addresses.</summary>
/// <param name="Policy">What is written in their place.</param>
/// <param name="KeyFile">Where the key of pseudonyms is; null for a file of its own in the state folder, or, where a crawl has none, for a key nobody ever sees.</param>
/// <param name="RawFor">How long addresses themselves are kept where <paramref name="Policy"/> is raw.</param>
internal sealed record AddressOptions(PeerAddressPolicy Policy, string? KeyFile, TimeSpan RawFor)
{
    /// <summary>Pseudonyms, the key in the state folder.</summary>
    public static AddressOptions Standard { get; } = new(PeerAddressPolicy.PrefixPreserving, null, TimeSpan.FromDays(7));

    /// <summary>In which files the origin of addresses is looked up before they end.</summary>
    public OriginOptions Origins { get; init; } = OriginOptions.None;

    /// <summary>Where keys are kept by crawls that have no state folder; null for nowhere.</summary>
    public string? KeyFolder { get; init; }

    /// <summary>
    /// The file of a key. In a state folder each has its own, so that destroying the key of one store leaves those of others;
    /// null where there is no folder.
    /// </summary>
    public string? KeyPath(string? stateFolder, string fingerprint) =>
        KeyFile ?? ((stateFolder ?? KeyFolder) is not { } folder ? null : Path.Combine(Path.GetFullPath(folder), $"address-{fingerprint}.key"));
}
