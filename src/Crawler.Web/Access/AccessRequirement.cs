using Microsoft.AspNetCore.Authorization;

namespace Crawler.Web.Access;

/// <summary>What a policy asks for.</summary>
internal sealed record AccessRequirement(AccessRole Needed) : IAuthorizationRequirement;

/// <summary>Lets in whoever may do that, by what they showed or by what anybody may here.</summary>
internal sealed class AccessHandler(AccessRules rules) : AuthorizationHandler<AccessRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        var shown = AccessAuthentication.RoleOf(context.User);
        if (Max(shown, rules.Anonymous) >= requirement.Needed) context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static AccessRole Max(AccessRole one, AccessRole other) => one > other ? one : other;
}
