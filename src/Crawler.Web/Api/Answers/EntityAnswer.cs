using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Crawler.Web.Api.Answers;

/// <summary>
/// Something that can be asked for again: bytes with a weak entity tag of their own, so that who has them already is told
/// so (304) instead of being sent them.
/// </summary>
internal sealed class EntityAnswer : IResult
{
    private readonly Func<HttpContext, byte[]> _content;
    private readonly string _contentType;
    private readonly string _caching;

    private EntityAnswer(Func<HttpContext, byte[]> content, string contentType, string caching) =>
        (_content, _contentType, _caching) = (content, contentType, caching);

    /// <summary>JSON, which nobody but the asker may keep, and only to ask again whether it changed.</summary>
    public static IResult Json<T>(T value) => new EntityAnswer(
        http => JsonSerializer.SerializeToUtf8Bytes(value, http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions),
        "application/json; charset=utf-8",
        "private, no-cache");

    /// <summary>Something public that may be kept for a minute.</summary>
    public static IResult Public(byte[] content, string contentType) => new EntityAnswer(_ => content, contentType, "public, max-age=60");

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var content = _content(httpContext);
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
        var headers = httpContext.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = _caching;
        if (IsKnown(httpContext.Request, tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        httpContext.Response.ContentType = _contentType;
        httpContext.Response.ContentLength = content.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var asked)
        && asked.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));
}
