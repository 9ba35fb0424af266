using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Access;

/// <summary>
/// Refuses what changes something if a browser says that another site's page asked for it. Who shows a token in a header is
/// no browser led astray, and neither is who sends none of a browser's headers.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    /// <summary>Goes on, or refuses.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (IsOurs(context.Request)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Another site asked for this.\n", context.RequestAborted);
    }

    private static bool IsOurs(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return true;
        if (request.Headers.Authorization.Count > 0) return true;
        var origin = request.Headers.Origin.ToString();
        // A proxy may speak https outside and http here: the names must be equal, not the schemes.
        if (origin.Length > 0) return Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }
}
