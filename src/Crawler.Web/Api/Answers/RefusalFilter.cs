using Crawler.Storage;
using Crawler.Web.Api.Queries;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Api.Answers;

/// <summary>
/// Refuses parameters that an endpoint does not know, which would otherwise be a typing error that nobody notices, and
/// makes problem details (RFC 9457) of refusals and of a store that does not answer.
/// </summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            RefuseUnknown(http);
            return await next(context);
        }
        catch (ApiRefusal refusal)
        {
            return Problem(http, refusal.Status, refusal.Message);
        }
        catch (StoreException problem) when (!http.Response.HasStarted)
        {
            // The location is the operator's business, and anybody may read this.
            return Problem(http, StatusCodes.Status503ServiceUnavailable, problem.Problem switch
            {
                StoreProblem.SchemaOlder => "the store was made by an older program: run crawler db migrate",
                StoreProblem.SchemaNewer => "the store was made by a newer program: run that one",
                _ => "the store does not answer: try again in a moment",
            });
        }
    }

    /// <summary>Problem details of a status.</summary>
    public static IResult Problem(HttpContext http, int status, string says)
    {
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "5";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Problem(says, statusCode: status);
    }

    private static void RefuseUnknown(HttpContext http)
    {
        var known = http.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryParameter>();
        foreach (var name in http.Request.Query.Keys)
        {
            if (known.Any(parameter => parameter.Name == name)) continue;
            throw ApiRefusal.BadRequest(known.Count == 0
                ? "this takes no parameters in the query string"
                : $"a parameter in the query string is not known; known are {string.Join(", ", known.Select(parameter => parameter.Name))}");
        }
    }
}
