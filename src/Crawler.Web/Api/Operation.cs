using Crawler.Web.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Api;

/// <summary>Says of an endpoint what the documentation tells.</summary>
internal static class Operation
{
    /// <summary>What it is.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="tag">What it belongs to.</param>
    /// <param name="name">What client generators call it.</param>
    /// <param name="summary">In a few words.</param>
    /// <param name="description">In whole sentences.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string tag, string name, string summary, string description) =>
        endpoint.WithTags(tag).WithName(name).WithSummary(summary).WithDescription(description)
            .Refuses(StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests);

    /// <summary>What may stand in the query string; anything else is refused.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, IEnumerable<QueryParameter> parameters) =>
        endpoint.WithMetadata([.. parameters]);

    /// <summary>Answers with an entity that has a tag, and so may be "not modified".</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<T>().Produces(StatusCodes.Status304NotModified);

    /// <summary>Refuses with problem details.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
