using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawler.Host.Configuration;

/// <summary>The shape of a configuration file as JSON Schema (2020-12), for editors.</summary>
internal static class ConfigurationSchema
{
    /// <summary>Where it stands in the repository.</summary>
    public const string Path = "schemas/appsettings.schema.json";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The whole schema.</summary>
    public static string Text { get; } = Make().ToJsonString(Layout) + "\n";

    private static JsonObject Make()
    {
        var sections = new JsonObject { ["$schema"] = new JsonObject { ["type"] = "string" } };
        foreach (var section in Keys.All.GroupBy(key => key.Section))
        {
            var properties = new JsonObject();
            foreach (var key in section)
            {
                var shape = (JsonObject)key.Schema.DeepClone();
                shape["description"] = $"{key.Description} Allowed: {key.Allowed}. Default: {key.DefaultText ?? "none"}.";
                properties[key.Name[(key.Section.Length + 1)..]] = shape;
            }

            sections[section.Key] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of the crawler",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = sections,
        };
    }
}
