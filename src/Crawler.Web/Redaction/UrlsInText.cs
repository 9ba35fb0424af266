using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crawler.Protocol.Net;

namespace Crawler.Web.Redaction;

/// <summary>
/// A second lock on the door: what the store keeps is redacted already, but words of strangers and of configuration files
/// are shown here, and a URL in them may carry a passkey or a password.
/// </summary>
internal static partial class UrlsInText
{
    private const string Hidden = "***";

    /// <summary>A text with the URLs in it redacted as announce URLs are; null stays null.</summary>
    public static string? Redact(string? text)
    {
        if (text is null || !text.Contains(':')) return text;
        text = Magnet().Replace(text, match => Parameter().Replace(match.Value, "$1" + Hidden));
        return Url().Replace(text, match => Shown(match.Value));
    }

    /// <summary>JSON with every string in it redacted; what is no JSON is a text; null stays null.</summary>
    public static JsonNode? RedactJson(string? text)
    {
        if (text is null) return null;
        try
        {
            return Redact(JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 64 }));
        }
        catch (JsonException)
        {
            return JsonValue.Create(Redact(text));
        }
    }

    private static JsonNode? Redact(JsonNode? node) => node switch
    {
        // A name that stands twice throws only when read; it was never JSON of ours.
        JsonObject members => new JsonObject(members.Select(one => KeyValuePair.Create(Redact(one.Key)!, Redact(one.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Redact)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Redact(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Shown(string url)
    {
        if (TrackerUrl.TryParse(url, out var tracker, out _)) return tracker.ToString();
        return url[..(url.IndexOf("://", StringComparison.Ordinal) + 3)] + Hidden;
    }

    [GeneratedRegex("""[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s"'<>]+""")]
    private static partial Regex Url();

    [GeneratedRegex("""magnet:\?[^\s"'<>]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Magnet();

    /// <summary>What a magnet link says of trackers and servers: each may be a URL with a key in it.</summary>
    [GeneratedRegex("""([?&](?:tr|ws|as|xs)(?:\.\d+)?=)[^&]*""", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();
}
