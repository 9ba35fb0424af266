using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawler.Host.Campaigns;

/// <summary>Writes a tree of settings as the YAML that <see cref="CampaignFileReader"/> reads. Text is quoted wherever it could mean something else.</summary>
internal static class CampaignYaml
{
    /// <summary>The map's keys, one a line, from <paramref name="indent"/> blanks on.</summary>
    public static void Write(JsonObject map, TextWriter output, int indent = 0)
    {
        var blanks = new string(' ', indent);
        foreach (var (key, value) in map)
        {
            switch (value)
            {
                case JsonObject inner:
                    output.WriteLine($"{blanks}{Text(key)}:");
                    Write(inner, output, indent + 2);
                    break;
                case JsonArray list:
                    output.WriteLine($"{blanks}{Text(key)}:");
                    foreach (var item in list) output.WriteLine($"{blanks}  - {Scalar(item)}");
                    break;
                default:
                    output.WriteLine($"{blanks}{Text(key)}: {Scalar(value)}");
                    break;
            }
        }
    }

    private static string Scalar(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => Text(node.GetValue<string>()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // A number as people write it: 1E+05 would be no whole number.
        JsonValueKind.Number => decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : node.ToJsonString(),
        _ => "\"\"",
    };

    /// <summary>Plain where it is plain; else in double quotes, escaped as JSON has it, which YAML reads.</summary>
    private static string Text(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && !text.EndsWith(' ')
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '%' or '+' or ' ' or '@' or ':')
            && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':')
            && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");
        return isPlain ? text : JsonSerializer.Serialize(text);
    }
}
