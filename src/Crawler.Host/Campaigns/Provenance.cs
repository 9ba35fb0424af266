using System.Globalization;
using System.Text.Json.Nodes;
using Crawler.Host.Crawling;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>Where figures come from, so that they can be made again: it stands in every output that has figures of a campaign.</summary>
/// <param name="Id">The campaign's number in its store.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ConfigHash">Hash of the settings in force.</param>
/// <param name="Seed">What its random choices follow from; null if it drew them.</param>
/// <param name="Version">Of the program that measured.</param>
/// <param name="Vantage">Where in the network it measured from.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record Provenance(int Id, string Name, string ConfigHash, ulong? Seed, string Version, string Vantage, DateTimeOffset StartedAt)
{
    /// <summary>Of a stored campaign.</summary>
    public static Provenance Of(CampaignState state) => new(
        state.Id, state.Campaign.Name, state.Campaign.ConfigHash, SeedOf(state.Campaign.Manifest), state.Campaign.Version, state.Campaign.Vantage, state.Campaign.StartedAt);

    /// <summary>In a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} (number {Id}), settings {ConfigHash}, {(Seed is { } seed ? $"seed {seed}" : "no seed")}, crawler {Version} on {Vantage}");

    private static ulong? SeedOf(string manifest) =>
        CrawlManifest.CampaignOf(manifest)?["seed"] is JsonValue value && value.TryGetValue<ulong>(out var seed) ? seed : null;
}
