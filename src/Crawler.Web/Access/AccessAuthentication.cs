using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crawler.Web.Access;

/// <summary>
/// Finds out who somebody is: by the token in <c>Authorization: Bearer</c>, else by the cookie that the login gave. Who may
/// not is sent to the login if they are a person, and told so in JSON if they are a program.
/// </summary>
internal sealed class AccessAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessToken tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "crawler";

    /// <summary>Somebody with a role.</summary>
    public static ClaimsPrincipal Principal(AccessRole role) => new(new ClaimsIdentity([new Claim(ClaimTypes.Role, role.ToString())], Name));

    /// <summary>What somebody may do by what they showed.</summary>
    public static AccessRole RoleOf(ClaimsPrincipal user) =>
        Enum.TryParse<AccessRole>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : AccessRole.Nobody;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0) return await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.Fail("the header Authorization is 'Bearer TOKEN'");
        var role = tokens.RoleOf(header["Bearer ".Length..].Trim());
        return role == AccessRole.Nobody
            ? AuthenticateResult.Fail("that token is not known")
            : AuthenticateResult.Success(new AuthenticationTicket(Principal(role), Name));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsPerson(Request))
        {
            Response.Redirect($"/login?return={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
            return Task.CompletedTask;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        return RefuseAsync(StatusCodes.Status401Unauthorized, "A token is needed", "Send 'Authorization: Bearer TOKEN' with a token that this server knows.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        IsPerson(Request) && RoleOf(Context.User) == AccessRole.Nobody
            ? HandleChallengeAsync(properties)
            : RefuseAsync(StatusCodes.Status403Forbidden, "Not allowed", "This needs a token that may do more.");

    private static bool IsPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private Task RefuseAsync(int status, string title, string detail)
    {
        Response.StatusCode = status;
        return Response.WriteAsJsonAsync(
            new ProblemDetails { Status = status, Title = title, Detail = detail }, options: null, contentType: "application/problem+json", Context.RequestAborted);
    }
}
