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
        if (request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return true;
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        // A proxy may speak https outside and http here: the names must be equal, not the schemes.
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
