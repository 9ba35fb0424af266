using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Crawler.Storage.Campaigns;

/// <summary>Where figures come from, so that they can be made again: it stands in every output that has figures of a campaign.</summary>
/// <param name="Id">The campaign's number in its store.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ConfigHash">Hash of the settings in force.</param>
/// <param name="Seed">What its random choices follow from; null if it drew them.</param>
/// <param name="Version">Of the program that measured.</param>
/// <param name="Vantage">Where in the network it measured from.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record Provenance(int Id, string Name, string ConfigHash, ulong? Seed, string Version, string Vantage, DateTimeOffset StartedAt)
{
    /// <summary>The name of the settings within a manifest, which <c>campaign show</c> prints as a file.</summary>
    public const string SettingsKey = "campaign";

    /// <summary>A name that is there twice would be found out when it is looked for, too late.</summary>
    internal static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The seed as text: JSON's numbers, as most programs read them, do not hold every seed. Null if there is none.</summary>
    [JsonIgnore]
    public string? SeedText => Seed?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of a stored campaign.</summary>
    public static Provenance Of(CampaignState state) => new(
        state.Id, state.Campaign.Name, state.Campaign.ConfigHash, SeedIn(SettingsOf(state.Campaign.Manifest)), state.Campaign.Version, state.Campaign.Vantage, state.Campaign.StartedAt);

    /// <summary>The settings within a manifest; null if an older program wrote it, or somebody else.</summary>
    public static JsonObject? SettingsOf(string manifest)
    {
        try
        {
            return JsonNode.Parse(manifest, documentOptions: Strict) is JsonObject members ? members[SettingsKey] as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The seed within a manifest; null if none was kept.</summary>
    public static ulong? SeedOf(JsonNode? manifest) => SeedIn((manifest as JsonObject)?[SettingsKey] as JsonObject);

    /// <summary>In a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} (number {Id}), settings {ConfigHash}, {(Seed is { } seed ? $"seed {seed}" : "no seed")}, crawler {Version} on {Vantage}");

    private static ulong? SeedIn(JsonObject? settings) => settings?["seed"] is JsonValue value && value.TryGetValue<ulong>(out var seed) ? seed : null;
}
