using System.Globalization;
using Crawler.Web.Api.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Crawler.Web.Api.Answers;

/// <summary>Where the other pages are, as a <c>Link</c> header (RFC 8288).</summary>
internal static class PageLinks
{
    /// <summary>Sets <c>Link</c> and <c>X-Total-Count</c>.</summary>
    /// <param name="http">Whose answer.</param>
    /// <param name="page">Which page this is, from 1.</param>
    /// <param name="perPage">Items on a page.</param>
    /// <param name="total">Items on all.</param>
    public static void Set(HttpContext http, int page, int perPage, long total)
    {
        var last = Math.Max(1, (total + perPage - 1) / perPage);
        var links = new List<string> { Link(http, 1, "first"), Link(http, last, "last") };
        if (page > 1) links.Add(Link(http, Math.Min(page - 1, last), "prev"));
        if (page < last) links.Add(Link(http, page + 1, "next"));
        http.Response.Headers.Link = string.Join(", ", links);
        http.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
    }

    private static string Link(HttpContext http, long page, string relation)
    {
        var query = new QueryBuilder(http.Request.Query.Where(one => one.Key != Parameters.Page.Name))
        {
            { Parameters.Page.Name, page.ToString(CultureInfo.InvariantCulture) },
        };
        // Relative to the page asked for, so that it holds behind any proxy.
        return $"<{http.Request.PathBase}{http.Request.Path}{query.ToQueryString()}>; rel=\"{relation}\"";
    }
}
