using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Access;

/// <summary>Maps the way in and out.</summary>
internal static class AccessEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/login", LogInAsync).RequireAuthorization(AccessPolicy.Open).RequireRateLimiting(RateLimits.Login).ExcludeFromDescription();
        endpoints.MapPost("/logout", LogOutAsync).RequireAuthorization(AccessPolicy.Open).ExcludeFromDescription();
    }

    private static async Task<IResult> LogInAsync(
        HttpContext context, AccessToken tokens, [FromForm] string? token, [FromForm(Name = "return")] string? returnTo)
    {
        var role = tokens.RoleOf(token);
        if (role == AccessRole.Nobody) return Results.LocalRedirect($"/login?failed=1&return={Uri.EscapeDataString(LocalPath(returnTo))}");
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, AccessAuthentication.Principal(role));
        return Results.LocalRedirect(LocalPath(returnTo));
    }

    private static async Task<IResult> LogOutAsync(HttpContext context, [FromForm(Name = "return")] string? returnTo)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(LocalPath(returnTo));
    }

    /// <summary>A path on this server: nobody is sent elsewhere by a link to our login.</summary>
    private static string LocalPath(string? path) =>
        path is ['/', ..] && path is not (['/', '/' or '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
