using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.Storage.Campaigns;
using Crawler.Web.Redaction;

namespace Crawler.Web.Api.Resources;

/// <summary>Progress as a crawl prints it while it runs (docs/json.md).</summary>
internal static class ProgressJson
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The same JSON, redacted.</summary>
    public static JsonNode? Of(CrawlProgress progress) => UrlsInText.RedactJson(JsonSerializer.Serialize(progress, Snake));
}
