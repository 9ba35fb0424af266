using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Crawler.Web.Api.Documents;

/// <summary>What schemas are called.</summary>
internal static class SchemaNames
{
    /// <summary>The type's name without what only says that it is one.</summary>
    public static string? Of(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Shape", "", StringComparison.Ordinal);
}
