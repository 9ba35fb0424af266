using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Web.Access;

/// <summary>Puts access together.</summary>
internal static class AccessSetup
{
    /// <summary>Adds it.</summary>
    public static void AddAccess(this IServiceCollection services, WebOptions options)
    {
        var rules = new AccessRules(options);
        services.AddSingleton(rules);
        services.AddSingleton<AccessToken>();
        services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        services.AddHttpContextAccessor();
        services.AddScoped<Visitor>();
        // Keys that end with the process: a login must not outlive the token it was made with, nor be one at another server.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(AccessAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, AccessAuthentication>(AccessAuthentication.Name, null)
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = "crawler";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
            });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var policy in new[] { AccessPolicy.Open, AccessPolicy.Status, AccessPolicy.Read, AccessPolicy.Operate }) authorization.AddPolicy(policy, Build(policy));
        // What names no policy is for operators: nothing is open since somebody forgot.
        authorization.SetFallbackPolicy(Build(AccessPolicy.Operate));
        authorization.SetDefaultPolicy(Build(AccessPolicy.Operate));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "crawler-form";
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.HeaderName = "X-Form-Token";
        });
        services.AddRateLimits(options);
    }

    private static AuthorizationPolicy Build(string policy) =>
        new AuthorizationPolicyBuilder(AccessAuthentication.Name).AddRequirements(new AccessRequirement(AccessRules.Needed(policy))).Build();
}
