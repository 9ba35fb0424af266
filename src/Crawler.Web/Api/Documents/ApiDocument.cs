using System.Text;
using Crawler.Web.Access;
using Crawler.Web.Api.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Crawler.Web.Api.Documents;

/// <summary>The OpenAPI document, made once.</summary>
internal sealed class ApiDocument([FromKeyedServices("v1")] IOpenApiDocumentProvider provider)
{
    /// <summary>Where it is.</summary>
    public const string Path = "/openapi/v1.json";

    private volatile OpenApiDocument? _document;

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, async (ApiDocument document, CancellationToken cancellation) =>
                EntityAnswer.Public(Encoding.UTF8.GetBytes(await document.JsonAsync(cancellation)), "application/json; charset=utf-8"))
            .RequireAuthorization(AccessPolicy.Read)
            .ExcludeFromDescription();
    }

    /// <summary>The document. Asked for twice before it is there it is made twice, which does no harm.</summary>
    public async Task<OpenApiDocument> ReadAsync(CancellationToken cancellation) => _document ??= await provider.GetOpenApiDocumentAsync(cancellation);

    /// <summary>The document as JSON.</summary>
    public async Task<string> JsonAsync(CancellationToken cancellation)
    {
        var document = await ReadAsync(cancellation);
        return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation)).ReplaceLineEndings("\n") + "\n";
    }
}
