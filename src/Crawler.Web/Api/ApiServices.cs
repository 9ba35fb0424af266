using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Crawler.Web.Api.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Crawler.Web.Api;

/// <summary>What the API is made of.</summary>
internal static class ApiServices
{
    /// <summary>How JSON is written, and the document that describes it.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.NumberHandling = JsonNumberHandling.Strict;
            // Names in any script stay readable; what means something in HTML stays escaped.
            json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        });
        services.AddProblemDetails();
        services.AddSingleton<ApiDocument>();
        services.AddRazorComponents();
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddOperationTransformer<OperationWords>();
            options.AddDocumentTransformer<DocumentWords>();
        });
    }
}
