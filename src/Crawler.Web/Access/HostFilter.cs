using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Access;

/// <summary>
/// Answers to its own names only. Else a page of a stranger could give its name this machine's address and read, from a
/// browser on it, what is open to nobody else.
/// </summary>
internal sealed class HostFilter(RequestDelegate next, AccessRules rules)
{
    private readonly HashSet<string> _hosts = new(rules.Hosts, StringComparer.OrdinalIgnoreCase);

    /// <summary>Goes on, or refuses.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (_hosts.Count == 0 || _hosts.Contains(context.Request.Host.Host)) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("This server does not answer to that name. Its names are set by Web:AllowedHosts.\n", context.RequestAborted);
    }
}
